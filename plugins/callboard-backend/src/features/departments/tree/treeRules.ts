import {
  Department,
  MAX_DEPARTMENT_LEVEL,
} from '@callboard/plugin-callboard-common';

/** Why a department cannot go where the tree would have a cycle. */
export const CYCLE = 'is the department itself or one of its sub-departments';

/** Why a department cannot go where the tree would be too deep. */
export const TOO_DEEP = `would make the tree deeper than ${MAX_DEPARTMENT_LEVEL} levels`;

type LeveledDepartment = Pick<Department, 'id' | 'level'>;

/** The number of levels of a department and its descendants. */
export function getSubtreeHeight(
  top: LeveledDepartment,
  below: readonly LeveledDepartment[],
): number {
  const deepest = below.reduce(
    (level, department) => Math.max(level, department.level),
    top.level,
  );
  return deepest - top.level + 1;
}

/**
 * The reason why a department cannot be moved under a parent: a cycle, or too many levels.
 *
 * @param moved - a department and its descendants
 * @param height - the number of levels that move under the parent
 */
export function findParentProblem(
  parent: LeveledDepartment,
  moved: readonly LeveledDepartment[],
  height: number,
): string | undefined {
  if (moved.some(({ id }) => id === parent.id)) {
    return CYCLE;
  }
  return parent.level + height > MAX_DEPARTMENT_LEVEL ? TOO_DEEP : undefined;
}

/** Departments before and after a change of their level. */
export function shiftLevels<Row extends LeveledDepartment>(
  rows: readonly Row[],
  levels: number,
): Array<{ before: Row; after: Row }> {
  return rows.map(before => ({
    before,
    after: { ...before, level: before.level + levels },
  }));
}
