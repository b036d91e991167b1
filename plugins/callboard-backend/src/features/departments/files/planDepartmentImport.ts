import { isEmpty } from 'lodash';
import { ImportReport } from '../../../imports/ImportReport';
import { DepartmentPair } from '../DepartmentChanges';
import { Codes } from '../DepartmentCodes';
import { DepartmentRow } from '../DepartmentRow';
import { computeLevels, ParentIds } from '../tree/ParentIds';
import { findDependants } from '../tree/findDependants';
import { findMisplaced } from '../tree/findMisplaced';
import { CYCLE, TOO_DEEP } from '../tree/treeRules';
import { CodeIndex } from './CodeIndex';
import { toDepartmentCells, departmentColumns } from './departmentColumns';
import { ImportSetting } from './importedCells';
import { matchRows, MatchedRow } from './matchRows';

/** The reason why a department cannot have its position. */
interface PositionProblem {
  id: string;
  reason: string;
}

const reasons = { cycle: CYCLE, depth: TOO_DEEP };

/**
 * Determines the position of every department in the tree, and fails rows that are without a
 * parent, in a cycle, too deep, or below a failed row. After a failure, checks the others again
 * without that row.
 *
 * @returns parents and levels by department
 */
function resolveTree(
  existing: readonly DepartmentRow[],
  matched: readonly MatchedRow[],
  report: ImportReport,
): { parents: ParentIds; levels: ReadonlyMap<string, number> } {
  for (;;) {
    const open = new Map(
      matched
        .filter(({ row }) => !report.hasFailed(row))
        .map(row => [row.after.id, row]),
    );
    const { parents, problems } = findParents(existing, matched, open);
    const found =
      problems.length > 0
        ? problems
        : findMisplaced(parents, getMovedDepartmentIds(parents, open)).map(
            ({ id, reason }): PositionProblem => ({
              id,
              reason: reasons[reason],
            }),
          );
    if (found.length === 0) {
      return { parents, levels: computeLevels(parents) };
    }
    const failed = found.map(({ id }) => id);
    const dependants = findDependants(
      parents,
      failed,
      id => open.has(id) && !open.get(id)!.before,
    ).map(({ id, above }) => ({
      id,
      reason: formatParentFailure(open.get(id)!, open.get(above)!.row),
    }));
    for (const { id, reason } of [...found, ...dependants]) {
      report.fail(open.get(id)!.row, 'parent_code', reason);
    }
  }
}

function formatParentFailure({ parent_code }: MatchedRow, row: number): string {
  return `the department ${parent_code} of row ${row} failed`;
}

/** The department of a code, which a failed row may create. */
type Meaning = Codes & { id: string; failedRow?: number };

function findParents(
  existing: readonly DepartmentRow[],
  matched: readonly MatchedRow[],
  open: ReadonlyMap<string, MatchedRow>,
): { parents: ParentIds; problems: PositionProblem[] } {
  const rows = [...open.values()];
  const made = rows.filter(({ before }) => !before);
  const index = new CodeIndex<Meaning>([
    ...existing.map(department => open.get(department.id)?.after ?? department),
    ...made.map(({ after }) => after),
    ...matched
      .filter(({ before, after }) => !before && !open.has(after.id))
      .map(({ row, after }) => ({ ...after, failedRow: row })),
  ]);
  const parents = new Map(
    [...existing, ...made.map(({ after }) => after)].map(department => [
      department.id,
      department.parent_id,
    ]),
  );
  const problems: PositionProblem[] = [];
  for (const row of rows) {
    const { parent_code } = row;
    const { id } = row.after;
    const parent = parent_code ? index.find(parent_code) : undefined;
    if (parent_code && !parent) {
      problems.push({ id, reason: `there is no department ${parent_code}` });
    } else if (parent?.failedRow) {
      problems.push({ id, reason: formatParentFailure(row, parent.failedRow) });
    } else if (parent) {
      parents.set(id, parent.id);
    }
  }
  return { parents, problems };
}

/** The new departments and those that get another parent. */
function getMovedDepartmentIds(
  parents: ParentIds,
  open: ReadonlyMap<string, MatchedRow>,
): ReadonlySet<string> {
  const moved = [...open].filter(
    ([id, { before }]) => !before || parents.get(id) !== before.parent_id,
  );
  return new Set(moved.map(([id]) => id));
}

/** The changes of an import to the departments of a workspace. */
export interface DepartmentImportPlan {
  creates: DepartmentRow[];
  /** Includes departments of which only the level changes. */
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
  setting: ImportSetting,
): DepartmentImportPlan {
  const matched = matchRows(existing, report, setting);
  const { parents, levels } = resolveTree(existing, matched, report);
  const applyPosition = (department: DepartmentRow): DepartmentRow => ({
    ...department,
    parent_id: parents.get(department.id)!,
    level: levels.get(department.id)!,
  });
  const open = matched.filter(({ row }) => !report.hasFailed(row));
  const placedById = new Map(
    open.map(({ after }) => [after.id, applyPosition(after)]),
  );
  const codes = new Map(existing.map(({ id, code }) => [id, code]));
  for (const { row, before, after } of open) {
    if (!before) {
      report.create(row);
      continue;
    }
    const changed = getChangedCells(before, placedById.get(after.id)!, codes);
    if (!isEmpty(changed)) {
      report.update(row, changed);
    }
  }
  return {
    creates: open
      .filter(({ before }) => !before)
      .map(({ after }) => placedById.get(after.id)!),
    updates: existing.map(before => ({
      before,
      after: placedById.get(before.id) ?? applyPosition(before),
    })),
  };
}

/** The changed cells of a department, as an export writes the old values. */
function getChangedCells(
  before: DepartmentRow,
  after: DepartmentRow,
  codes: ReadonlyMap<string, string | null>,
): Record<string, string> {
  const parent_code = codes.get(before.parent_id ?? '') ?? null;
  const old = toDepartmentCells(before, parent_code);
  return Object.fromEntries(
    departmentColumns.flatMap(({ header }, at) => {
      const field = header === 'parent_code' ? 'parent_id' : header;
      return before[field] === after[field]
        ? []
        : [[header, String(old[at] ?? '')]];
    }),
  );
}
