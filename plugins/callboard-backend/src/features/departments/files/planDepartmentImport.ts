import { isEmpty, omitBy } from 'lodash';
import {
  ImportOptions,
  newDepartment,
  userRef,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { toCodeKey } from '../../../database/text';
import { ImportReport } from '../../../imports/ImportReport';
import { DepartmentPair } from '../DepartmentChanges';
import { Codes, CodeIndex, codeFields } from '../DepartmentCodes';
import { DepartmentRow, createBlankDepartment } from '../DepartmentRow';
import {
  arrangeDepartments,
  CYCLE,
  ParentIds,
  PositionProblem,
} from '../departmentTree';
import { toDepartmentCells, departmentColumns } from './exportDepartments';
import { toCellText } from '../../../exports/toCellText';
import {
  createIdentifierCell,
  flagCell,
  parseCells,
  ParsedCells,
  createNumberCell,
} from '../../../imports/parseCells';
import { TableRow } from '../../../imports/ImportTable';
import { findTypeProblem } from '../checkDepartment';

interface ImportContext
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
  /** A code of the parent. The parent exists already, or the file creates it. */
  parent_code: createIdentifierCell(z.string()),
  manager_ref: userRef,
  sort_order: createNumberCell(-1e9, 1e9),
  is_active: flagCell,
};

type ImportedCells = ParsedCells<typeof importedCells>;

/** A row that creates or changes a department; it may have failed. */
interface MatchedRow {
  /** The number of the row in the file. */
  row: number;
  /** The department before the change; undefined for a new one. */
  before: DepartmentRow | undefined;
  /** The department after the change, except that it keeps its old position in the tree. */
  after: DepartmentRow;
  /** The parent's code in the file, if given. */
  parent_code: string | undefined;
}

/** The departments and codes of earlier rows of a file. */
class EarlierRows {
  readonly #codes = new Map<string, number>();
  readonly #departments = new Map<DepartmentRow, number>();

  constructor(private readonly existing: CodeIndex<DepartmentRow>) {}

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
      // Identifies a stored code by its department, because the codes of two departments can differ
      // only in case.
      const key =
        value &&
        (this.existing.findByField(field, value)?.id ?? toCodeKey(value));
      const firstRow =
        key && recordFirstRow(this.#codes, `${field} ${key}`, row);
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
function matchRows(
  existing: readonly DepartmentRow[],
  report: ImportReport,
  context: ImportContext,
): MatchedRow[] {
  const index = new CodeIndex(existing);
  const earlierRows = new EarlierRows(index);
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
  // Ignores a cell that contains the current value, or the text that an export writes for it.
  const changedCells = omitBy(cells, (value, field) => {
    const current = base[field as keyof typeof cells];
    return (
      typeof current === 'string' &&
      [current, toCellText(current)].some(
        text => text.trim() === String(value).trim(),
      )
    );
  });
  const after = { ...base, ...changedCells };
  const { manager_ref } = after;
  return manager_ref === base.manager_ref
    ? after
    : { ...after, manager_name: managerNames.get(manager_ref!) ?? null };
}

function formatParentFailure(
  { parent_code }: MatchedRow,
  parentRow: number,
): string {
  return `the department ${parent_code} of row ${parentRow} failed`;
}

/** A department with its codes. `failedRow` is the number of the row that failed to create it. */
type CodeHolder = Codes & { id: string; failedRow?: number };

/**
 * Finds the intended parents by the codes in the file. If a code refers to a new department whose
 * row failed, reports that row as the reason why the child fails.
 */
function findParents(
  existing: readonly DepartmentRow[],
  matchedRows: readonly MatchedRow[],
  validRows: ReadonlyMap<string, MatchedRow>,
): { parents: ParentIds; problems: PositionProblem[] } {
  const newRows = [...validRows.values()].filter(({ before }) => !before);
  const index = new CodeIndex<CodeHolder>([
    ...existing.map(
      department => validRows.get(department.id)?.after ?? department,
    ),
    ...newRows.map(({ after }) => after),
    ...matchedRows
      .filter(({ before, after }) => !before && !validRows.has(after.id))
      .map(({ row, after }) => ({ ...after, failedRow: row })),
  ]);
  const parents = new Map(
    [...existing, ...newRows.map(({ after }) => after)].map(department => [
      department.id,
      department.parent_id,
    ]),
  );
  const problems: PositionProblem[] = [];
  for (const [id, matchedRow] of validRows) {
    const { parent_code } = matchedRow;
    const parent = parent_code ? index.find(parent_code) : undefined;
    if (parent_code && !parent) {
      problems.push({ id, reason: `department ${parent_code} does not exist` });
    } else if (parent?.failedRow) {
      const reason = formatParentFailure(matchedRow, parent.failedRow);
      problems.push({ id, reason });
    } else if (parent) {
      parents.set(id, parent.id);
    }
  }
  return { parents, problems };
}

/** The changes of an import to the departments of a workspace. */
export interface DepartmentImportPlan {
  creates: DepartmentRow[];
  /** All existing departments, including unchanged ones, which `applyDetails` skips. */
  updates: DepartmentPair[];
}

/**
 * Plans the import of a file and reports the result of each row, without changing anything.
 *
 * @param existing - all departments of the workspace
 */
export function planDepartmentImport(
  existing: readonly DepartmentRow[],
  report: ImportReport,
  context: ImportContext,
): DepartmentImportPlan {
  const matchedRows = matchRows(existing, report, context);
  const { parents, levels } = arrangeDepartments<MatchedRow>({
    getPlanned: () =>
      new Map(
        matchedRows
          .filter(({ row }) => !report.hasFailed(row))
          .map(matchedRow => [matchedRow.after.id, matchedRow]),
      ),
    findParents: validRows => findParents(existing, matchedRows, validRows),
    cycleReason: CYCLE,
    formatParentFailure: (matchedRow, parent) =>
      formatParentFailure(matchedRow, parent.row),
    fail: ({ row }, reason) => report.fail(row, 'parent_code', reason),
  });
  const applyPosition = (department: DepartmentRow): DepartmentRow => ({
    ...department,
    parent_id: parents.get(department.id)!,
    level: levels.get(department.id)!,
  });
  const validRows = matchedRows.filter(({ row }) => !report.hasFailed(row));
  const plannedById = new Map(
    validRows.map(({ after }) => [after.id, applyPosition(after)]),
  );
  const existingIndex = new CodeIndex(existing);
  const codesById = new Map(
    existing.map(item => [item.id, existingIndex.findCode(item)]),
  );
  for (const { row, before, after } of validRows) {
    if (!before) {
      report.markCreated(row);
      continue;
    }
    const oldCells = getOldValues(
      before,
      plannedById.get(after.id)!,
      codesById,
    );
    if (!isEmpty(oldCells)) {
      report.markUpdated(row, oldCells);
    }
  }
  return {
    creates: validRows
      .filter(({ before }) => !before)
      .map(({ after }) => plannedById.get(after.id)!),
    updates: existing.map(before => ({
      before,
      after: plannedById.get(before.id) ?? applyPosition(before),
    })),
  };
}

/** The old values of the changed cells of a department, by header, as an export writes them. */
function getOldValues(
  before: DepartmentRow,
  after: DepartmentRow,
  codesById: ReadonlyMap<string, string | null>,
): Record<string, string> {
  const parent_code = codesById.get(before.parent_id ?? '') ?? null;
  const oldCells = toDepartmentCells(before, parent_code);
  return Object.fromEntries(
    departmentColumns.flatMap(({ header }, index) => {
      const field = header === 'parent_code' ? 'parent_id' : header;
      return before[field] === after[field]
        ? []
        : [[header, String(oldCells[index] ?? '')]];
    }),
  );
}
