import { findCyclicIds } from '../../kernel/findCyclicIds';
import {
  Department,
  MAX_DEPARTMENT_LEVEL,
  DepartmentNode,
} from '@callboard/plugin-callboard-common';
import { groupBy, min } from 'lodash';

/** A department with the number of its staff, except deleted and resigned staff. */
export type DepartmentWithStaffCount = Department & { staff_count: number };

/**
 * Builds a tree of departments in one pass; siblings keep the order of the list. Modifies the
 * departments themselves, because copying thousands takes longer than everything else.
 *
 * @returns the root departments
 */
export function assembleTree(
  departments: readonly DepartmentWithStaffCount[],
): DepartmentNode[] {
  const nodes = new Map<string, DepartmentNode>(
    departments.map(department => [
      department.id,
      Object.assign(department, {
        staff_count_recursive: department.staff_count,
        children: [],
      }),
    ]),
  );
  const roots: DepartmentNode[] = [];
  for (const node of nodes.values()) {
    let ancestor = nodes.get(node.parent_id ?? '');
    (ancestor?.children ?? roots).push(node);
    while (ancestor) {
      ancestor.staff_count_recursive += node.staff_count;
      ancestor = nodes.get(ancestor.parent_id ?? '');
    }
  }
  return roots;
}

/** The problem when the parent is the department itself or one of its descendants. */
export const CYCLE = 'is the department itself or one of its sub-departments';

/** The problem when the tree would be too deep under the parent. */
export const TOO_DEEP = `would make the tree deeper than ${MAX_DEPARTMENT_LEVEL} levels`;

type LeveledDepartment = Pick<Department, 'id' | 'level'>;

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

/** The number of levels of a department and its descendants. */
export function getSubtreeHeight(
  root: LeveledDepartment,
  descendants: readonly LeveledDepartment[],
): number {
  const deepest = descendants.reduce(
    (level, department) => Math.max(level, department.level),
    root.level,
  );
  return deepest - root.level + 1;
}

/** Adds a difference to the level of departments; returns them before and after. */
export function shiftLevels<Row extends LeveledDepartment>(
  rows: readonly Row[],
  difference: number,
): Array<{ before: Row; after: Row }> {
  return rows.map(before => ({
    before,
    after: { ...before, level: before.level + difference },
  }));
}

/** The parents of departments, by id; null at the top. */
export type ParentIds = ReadonlyMap<string, string | null>;

/** The levels of departments; requires a tree without cycles. */
export function computeLevels(parents: ParentIds): Map<string, number> {
  const levels = new Map<string, number>();
  for (const start of parents.keys()) {
    const path: string[] = [];
    let current: string | null | undefined = start;
    while (current && !levels.has(current)) {
      path.push(current);
      current = parents.get(current);
    }
    let level = current ? levels.get(current)! : 0;
    for (const id of path.reverse()) {
      level += 1;
      levels.set(id, level);
    }
  }
  return levels;
}

/** A department that cannot have its planned parent. */
export interface PositionProblem {
  id: string;
  reason: string;
}

/** The parents and levels of departments, by id. */
export interface DepartmentPositions {
  parents: ParentIds;
  levels: ReadonlyMap<string, number>;
}

/** A department in an import; without `before`, the import creates it. */
interface PlannedDepartment {
  before: Pick<Department, 'parent_id'> | undefined;
}

/** How an import finds the parents of its departments, and reports failed departments. */
interface ImportPositions<Planned extends PlannedDepartment> {
  /** Returns the departments that have not failed, by id. */
  getPlanned(): ReadonlyMap<string, Planned>;
  /** Finds the planned parents of all departments of the workspace, including planned ones. */
  findParents(planned: ReadonlyMap<string, Planned>): {
    parents: ParentIds;
    problems: PositionProblem[];
  };
  /** The reason why a department that would be its own ancestor fails. */
  cycleReason: string;
  /** Formats the reason why a department fails whose parent fails and is therefore not created. */
  formatParentFailure(department: Planned, parent: Planned): string;
  fail(department: Planned, reason: string): void;
}

/**
 * Determines the position of every department of a workspace after an import. A department fails if
 * its parent is invalid, if it is in a cycle, if it is too deep in the tree, or if it is below a
 * new department that fails. A failed existing department keeps its position. A failed new
 * department is not created. Repeats the checks without the failed departments until none fails.
 */
export function arrangeDepartments<Planned extends PlannedDepartment>(
  positions: ImportPositions<Planned>,
): DepartmentPositions {
  for (;;) {
    const planned = positions.getPlanned();
    const { parents, problems } = positions.findParents(planned);
    const found =
      problems.length > 0
        ? problems
        : findMisplacedDepartments(parents, planned, positions.cycleReason);
    if (found.length === 0) {
      return { parents, levels: computeLevels(parents) };
    }
    found.forEach(({ id, reason }) => positions.fail(planned.get(id)!, reason));
    const failedIds = found.map(({ id }) => id);
    for (const [id, parent_id] of findDependants(parents, failedIds, planned)) {
      const department = planned.get(id)!;
      const parent = planned.get(parent_id)!;
      positions.fail(
        department,
        positions.formatParentFailure(department, parent),
      );
    }
  }
}

/** Finds planned departments that would be their own descendants or too deep in the tree. */
function findMisplacedDepartments(
  parents: ParentIds,
  planned: ReadonlyMap<string, PlannedDepartment>,
  cycleReason: string,
): PositionProblem[] {
  const movedIds = new Set(
    [...planned]
      .filter(([id, { before }]) => parents.get(id) !== before?.parent_id)
      .map(([id]) => id),
  );
  const cyclicIds = findCyclicIds(parents).filter(id => movedIds.has(id));
  if (cyclicIds.length > 0) {
    return cyclicIds.map(id => ({ id, reason: cycleReason }));
  }
  const levels = computeLevels(parents);
  const causeIds = new Set(
    [...levels]
      .filter(([, level]) => level > MAX_DEPARTMENT_LEVEL)
      .map(([id]) => findNearestMoved(id, parents, movedIds)),
  );
  // Returns only the topmost departments: deeper ones may fit if the topmost do not move.
  const topLevel = min([...causeIds].map(id => levels.get(id)!));
  return [...causeIds]
    .filter(id => levels.get(id) === topLevel)
    .map(id => ({ id, reason: TOO_DEEP }));
}

/** The department itself, or its nearest ancestor that moves. */
function findNearestMoved(
  id: string,
  parents: ParentIds,
  movedIds: ReadonlySet<string>,
): string {
  let current = id;
  while (!movedIds.has(current)) {
    current = parents.get(current)!;
  }
  return current;
}

/**
 * Finds the departments that fail because a new ancestor fails and is not created. A failed existing
 * department stays where it is, so its descendants do not fail.
 *
 * @returns the descendants, nearest first, each with its parent
 */
function findDependants(
  parents: ParentIds,
  failedIds: readonly string[],
  planned: ReadonlyMap<string, PlannedDepartment>,
): Array<[id: string, parent_id: string]> {
  const isNew = (id: string) => planned.has(id) && !planned.get(id)!.before;
  const uncreatedIds = failedIds.filter(isNew);
  const children = groupBy([...parents], ([, parent_id]) => parent_id);
  const visited = new Set(failedIds);
  const dependants: Array<[id: string, parent_id: string]> = [];
  // The loop adds ids to `uncreatedIds` while it iterates over them.
  for (const parent_id of uncreatedIds) {
    for (const [id] of children[parent_id] ?? []) {
      if (!visited.has(id)) {
        visited.add(id);
        dependants.push([id, parent_id]);
        if (isNew(id)) {
          uncreatedIds.push(id);
        }
      }
    }
  }
  return dependants;
}
