import {
  ImportOptions,
  newDepartment,
  userRef,
} from '@callboard/plugin-callboard-common';
import { omitBy } from 'lodash';
import { z } from 'zod';
import { toCellText } from '../../../exports/toCellText';
import { ImportReport } from '../../../imports/ImportReport';
import {
  createIdentifierCell,
  flagCell,
  parseCells,
  ParsedCells,
  createNumberCell,
} from '../../../imports/parseCells';
import { TableRow } from '../../../imports/ImportTable';
import { CodeIndex, codeFields, toCodeKey } from '../DepartmentCodes';
import { DepartmentRow, createBlankDepartment } from '../DepartmentRow';
import { findTypeProblem } from '../checkDepartment';

export interface ImportContext
  extends Pick<ImportOptions, 'skip_existing' | 'update_existing'> {
  workspace_id: string;
  /** The department types of the workspace; an empty list allows every type. */
  types: readonly string[];
  /** The display names of managers, by reference. */
  managerNames: ReadonlyMap<string, string>;
  /** Milliseconds since 1970. */
  now: number;
}

const { shape } = newDepartment;

/** The schemas of the cells in a department file. Cells are never null, unlike API fields. */
const importedCells = {
  name: shape.name,
  code: createIdentifierCell(shape.code.unwrap().unwrap()),
  short_name: shape.short_name.unwrap().unwrap(),
  dept_code: createIdentifierCell(shape.dept_code.unwrap().unwrap()),
  description: shape.description.unwrap().unwrap(),
  dept_type: shape.dept_type.unwrap().unwrap(),
  /** A code of the parent, which exists or is in the file. */
  parent_code: createIdentifierCell(z.string()),
  manager_ref: userRef,
  sort_order: createNumberCell(-1e9, 1e9),
  is_active: flagCell,
};

type ImportedCells = ParsedCells<typeof importedCells>;

/** A row that creates or changes a department; it may have failed. */
export interface MatchedRow {
  /** The number of the row in the file. */
  row: number;
  /** The department before the change; undefined for a new one. */
  before: DepartmentRow | undefined;
  /** The department after the change, at its current position. */
  after: DepartmentRow;
  /** The parent's code in the file, if given. */
  parent_code: string | undefined;
}

/** The departments and codes of earlier rows of a file. */
class EarlierRows {
  readonly #codes = new Map<string, number>();
  readonly #departments = new Map<DepartmentRow, number>();

  /**
   * Finds what a row has in common with an earlier row: its codes, or its department.
   *
   * @param department - the existing department of the row
   */
  findRepetitions(
    { row, cells }: TableRow,
    department: DepartmentRow | undefined,
  ): Array<{ field: string | null; reason: string }> {
    const earlierRow =
      department && recordFirstRow(this.#departments, department, row);
    const problems = codeFields.flatMap(field => {
      const value = cells[field];
      const firstRow =
        value &&
        recordFirstRow(this.#codes, `${field} ${toCodeKey(value)}`, row);
      return firstRow
        ? [{ field, reason: `is already used in row ${firstRow}` }]
        : [];
    });
    return earlierRow && problems.length === 0
      ? [{ field: null, reason: `is the same department as row ${earlierRow}` }]
      : problems;
  }
}

/** Records the row of a new key. Returns the earlier row of a repeated key. */
function recordFirstRow<Key>(
  rows: Map<Key, number>,
  key: Key,
  row: number,
): number | undefined {
  const earlierRow = rows.get(key);
  rows.set(key, earlierRow ?? row);
  return earlierRow;
}

/**
 * Parses the rows of a file and finds their departments. Reports all problems of the rows except
 * invalid positions in the tree.
 *
 * @returns the rows that create or change a department, including failed ones
 */
export function matchRows(
  existing: readonly DepartmentRow[],
  report: ImportReport,
  context: ImportContext,
): MatchedRow[] {
  const index = new CodeIndex(existing);
  const earlierRows = new EarlierRows();
  return report.rows.flatMap(tableRow => {
    const { row } = tableRow;
    const matchedField = codeFields.find(field =>
      index.findByField(field, tableRow.cells[field]),
    );
    const before =
      matchedField &&
      index.findByField(matchedField, tableRow.cells[matchedField]);
    earlierRows
      .findRepetitions(tableRow, before)
      .forEach(({ field, reason }) => {
        report.fail(row, field, reason);
      });
    if (
      before &&
      !report.hasFailed(row) &&
      !report.decideUpdate(row, matchedField!, context)
    ) {
      return [];
    }
    const cells = parseCells(report, tableRow, importedCells);
    findProblems(cells, before, index, context).forEach(({ field, reason }) => {
      report.fail(row, field, reason);
    });
    if (!before) {
      report.requireCells(tableRow, ['name']);
    }
    const after = applyCells(cells, before, context);
    return [{ row, before, after, parent_code: cells.parent_code }];
  });
}

function findProblems(
  cells: ImportedCells,
  before: DepartmentRow | undefined,
  index: CodeIndex<DepartmentRow>,
  { types }: ImportContext,
) {
  const problems = codeFields.flatMap(field => {
    const holder = index.findByField(field, cells[field]);
    return holder && holder !== before
      ? [{ field: field as string, reason: `is taken by ${holder.name}` }]
      : [];
  });
  const reason = findTypeProblem(cells.dept_type, types);
  if (reason && cells.dept_type !== before?.dept_type) {
    problems.push({ field: 'dept_type', reason });
  }
  return problems;
}

/** Applies the cells of a row to a department. Blank cells leave values unchanged. */
function applyCells(
  { parent_code: _, ...cells }: ImportedCells,
  before: DepartmentRow | undefined,
  { workspace_id, managerNames, now }: ImportContext,
): DepartmentRow {
  const base = before ?? createBlankDepartment(workspace_id, now);
  // A cell with the text that the export writes for the current value changes nothing.
  const changedCells = omitBy(cells, (value, field) => {
    const current = base[field as keyof typeof cells];
    return (
      typeof current === 'string' &&
      [current, toCellText(current)].some(text => text.trim() === value)
    );
  });
  const after = { ...base, ...changedCells };
  const { manager_ref } = after;
  return manager_ref === base.manager_ref
    ? after
    : { ...after, manager_name: managerNames.get(manager_ref!) ?? null };
}
