import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import { min } from 'lodash';
import { ImportReport } from '../../imports/ImportReport';
import { CodeIndex } from './CodeIndex';
import { Codes } from './codeFields';
import { cyclesIn, levelsIn, ParentIds } from './ParentIds';
import { DepartmentRow } from './DepartmentRow';
import { MatchedRow } from './matchRows';
import { CYCLE, TOO_DEEP } from './treeRules';

/** Why a row cannot have its place. */
interface RowProblem {
  row: number;
  reason: string;
}

/**
 * Finds the place in the tree of every department there will be, and reports
 * the rows that cannot have theirs: without a parent, in a cycle, too deep. As
 * long as a row fails, the others are looked at again without it.
 *
 * @returns parents and levels by department
 */
export function settleTree(
  existing: readonly DepartmentRow[],
  matched: readonly MatchedRow[],
  report: ImportReport,
): { parents: ParentIds; levels: ReadonlyMap<string, number> } {
  for (;;) {
    const open = matched.filter(({ row }) => !report.hasFailed(row));
    const found = findParents(existing, matched, open);
    const problems =
      found.problems.length > 0
        ? found.problems
        : problemsOfTree(found.parents, open);
    if (problems.length === 0) {
      return { parents: found.parents, levels: levelsIn(found.parents) };
    }
    problems.forEach(({ row, reason }) =>
      report.fail(row, 'parent_code', reason),
    );
  }
}

/** What a code can mean: a department, or one that a failed row would make. */
type Meaning = Codes & { id: string; failedRow?: number };

function findParents(
  existing: readonly DepartmentRow[],
  matched: readonly MatchedRow[],
  open: readonly MatchedRow[],
): { parents: ParentIds; problems: RowProblem[] } {
  const failed = new Set(matched);
  open.forEach(row => failed.delete(row));
  const changed = new Map(open.map(({ after }) => [after.id, after]));
  const made = open.filter(({ before }) => !before);
  const index = new CodeIndex<Meaning>([
    ...existing.map(department => changed.get(department.id) ?? department),
    ...made.map(({ after }) => after),
    ...[...failed]
      .filter(({ before }) => !before)
      .map(({ row, after }) => ({ ...after, failedRow: row })),
  ]);
  const parents = new Map(
    [...existing, ...made.map(({ after }) => after)].map(department => [
      department.id,
      department.parent_id,
    ]),
  );
  const problems: RowProblem[] = [];
  for (const { row, after, parent_code } of open) {
    const parent = parent_code ? index.find(parent_code) : undefined;
    if (parent_code && !parent) {
      problems.push({ row, reason: `there is no department ${parent_code}` });
    } else if (parent?.failedRow) {
      problems.push({
        row,
        reason: `the department ${parent_code} of row ${parent.failedRow} failed`,
      });
    } else if (parent) {
      parents.set(after.id, parent.id);
    }
  }
  return { parents, problems };
}

function problemsOfTree(
  parents: ParentIds,
  open: readonly MatchedRow[],
): RowProblem[] {
  const moved = new Map(
    open
      .filter(
        ({ before, after }) =>
          !before || parents.get(after.id) !== before.parent_id,
      )
      .map(({ row, after }) => [after.id, row]),
  );
  const cycles = cyclesIn(parents).filter(id => moved.has(id));
  if (cycles.length > 0) {
    return cycles.map(id => ({ row: moved.get(id)!, reason: CYCLE }));
  }
  const levels = levelsIn(parents);
  const causes = [...levels]
    .filter(([, level]) => level > MAX_DEPARTMENT_LEVEL)
    .map(([id]) => nearest(id, parents, moved));
  // What lies deeper may fit once the topmost are where they were.
  const topmost = min(causes.map(id => levels.get(id)!));
  return [...new Set(causes)]
    .filter(id => levels.get(id) === topmost)
    .map(id => ({ row: moved.get(id)!, reason: TOO_DEEP }));
}

/** The department itself or the nearest above it that a row has moved. */
function nearest(
  id: string,
  parents: ParentIds,
  moved: ReadonlyMap<string, number>,
): string {
  let at = id;
  while (!moved.has(at)) {
    at = parents.get(at)!;
  }
  return at;
}
