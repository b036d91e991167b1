import { ImportReport } from '../../../imports/ImportReport';
import { parseCells } from '../../../imports/parseCells';
import { TableRow } from '../../../imports/Table';
import { CodeIndex } from './CodeIndex';
import { codeFields, toCodeKey } from '../DepartmentCodes';
import { DepartmentRow } from '../DepartmentRow';
import {
  applyCells,
  ImportedCells,
  importedCells,
  ImportSetting,
} from './importedCells';
import { findTypeProblem } from '../findTypeProblem';

/** The departments and codes of earlier rows of a file. */
class SeenRows {
  readonly #codes = new Map<string, number>();
  readonly #departments = new Map<DepartmentRow, number>();

  /**
   * Reports what a row repeats from earlier rows.
   *
   * @param department - the existing department of the row
   */
  findRepetitions(
    { row, cells }: TableRow,
    department: DepartmentRow | undefined,
  ): Array<{ field: string | null; reason: string }> {
    const earlier = department && note(this.#departments, department, row);
    const repeated = codeFields.flatMap(field => {
      const value = cells[field];
      const first =
        value && note(this.#codes, `${field} ${toCodeKey(value)}`, row);
      return first
        ? [{ field, reason: `is already used in row ${first}` }]
        : [];
    });
    return earlier && repeated.length === 0
      ? [{ field: null, reason: `is the same department as row ${earlier}` }]
      : repeated;
  }
}

/** Records the first row of a key; returns the earlier row of a repeated one. */
function note<Key>(
  rows: Map<Key, number>,
  key: Key,
  row: number,
): number | undefined {
  const earlier = rows.get(key);
  rows.set(key, earlier ?? row);
  return earlier;
}

/** A row that creates or changes a department; it may have failed. */
export interface MatchedRow {
  row: number;
  /** The department before the change; undefined for a new one. */
  before: DepartmentRow | undefined;
  /** The department after the change, at its current position. */
  after: DepartmentRow;
  /** The parent's code in the file, if given. */
  parent_code: string | undefined;
}

/**
 * Parses the rows of a file and finds their departments. Reports invalid rows, as far as that does
 * not depend on the tree.
 *
 * @returns the rows that create or change a department, including failed ones
 */
export function matchRows(
  existing: readonly DepartmentRow[],
  report: ImportReport,
  setting: ImportSetting,
): MatchedRow[] {
  const index = new CodeIndex(existing);
  const seen = new SeenRows();
  return report.rows.flatMap(tableRow => {
    const { row } = tableRow;
    const key = codeFields.find(field =>
      index.findByField(field, tableRow.cells[field]),
    );
    const before = key && index.findByField(key, tableRow.cells[key]);
    seen.findRepetitions(tableRow, before).forEach(({ field, reason }) => {
      report.fail(row, field, reason);
    });
    if (
      before &&
      !report.hasFailed(row) &&
      !report.takeExisting(row, key!, setting)
    ) {
      return [];
    }
    const cells = parseCells(report, tableRow, importedCells);
    findProblems(cells, before, index, setting).forEach(({ field, reason }) => {
      report.fail(row, field, reason);
    });
    if (!before) {
      report.requireCells(tableRow, ['name']);
    }
    const after = applyCells(cells, before, setting);
    return [{ row, before, after, parent_code: cells.parent_code }];
  });
}

function findProblems(
  cells: ImportedCells,
  before: DepartmentRow | undefined,
  index: CodeIndex<DepartmentRow>,
  { types }: ImportSetting,
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
