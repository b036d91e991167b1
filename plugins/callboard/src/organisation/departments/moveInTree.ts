import {
  type DepartmentNode,
  type Department,
  MAX_DEPARTMENT_LEVEL,
} from '@callboard/plugin-callboard-common';
import type { DepartmentEntry, DepartmentIndex } from './useDepartmentTree';

/**
 * Why the content of a department cannot move to a target: the target is inside the department, or
 * the tree would be too deep.
 */
type ReassignProblem = 'inside' | 'deep';

/**
 * Returns why the people and children of a department cannot move to another department; undefined
 * if they can.
 */
export function findReassignProblem(
  index: DepartmentIndex,
  id: string,
  targetId: string,
): ReassignProblem | undefined {
  const source = index.entries.get(id);
  const target = index.entries.get(targetId);
  if (!source || !target || target.path.some(ancestor => ancestor.id === id)) {
    return 'inside';
  }
  return target.path.length + source.height - 1 > MAX_DEPARTMENT_LEVEL
    ? 'deep'
    : undefined;
}

/**
 * Why a department cannot move to a target: the department is there already, the target is inside
 * the department, or the tree would be too deep.
 */
type MoveProblem = 'here' | 'inside' | 'deep';

/**
 * Returns why a department and its descendants cannot move to a parent; undefined if they can.
 *
 * @param parentId - null for the top level
 */
export function findMoveProblem(
  index: DepartmentIndex,
  id: string,
  parentId: string | null,
): MoveProblem | undefined {
  const moved = index.entries.get(id);
  const parent = parentId === null ? null : index.entries.get(parentId);
  if (!moved || parent === undefined || moved.node.parent_id === parentId) {
    return 'here';
  }
  if (parent?.path.some(ancestor => ancestor.id === id)) {
    return 'inside';
  }
  const parentLevel = parent?.path.length ?? 0;
  return parentLevel + moved.height > MAX_DEPARTMENT_LEVEL ? 'deep' : undefined;
}

/** Counts the moved department and its descendants, and the people in them. */
export function getMoveSize({ node, descendantCount }: DepartmentEntry): {
  departments: number;
  people: number;
} {
  return {
    departments: descendantCount + 1,
    people: node.staff_count_recursive,
  };
}

export function patchInTree(
  items: readonly DepartmentNode[],
  saved: Department,
): DepartmentNode[] {
  return items.map(node => ({
    ...node,
    ...(node.id === saved.id ? saved : {}),
    children: patchInTree(node.children, saved),
  }));
}

function compareDepartments(a: DepartmentNode, b: DepartmentNode): number {
  return a.sort_order - b.sort_order || a.name.localeCompare(b.name);
}

/** Recomputes the level and the number of people of a node and its descendants. */
function recomputeNode(node: DepartmentNode, level: number): DepartmentNode {
  const children = node.children.map(child => recomputeNode(child, level + 1));
  return {
    ...node,
    level,
    children,
    staff_count_recursive: children.reduce(
      (sum, child) => sum + child.staff_count_recursive,
      node.staff_count,
    ),
  };
}

/** Returns the tree after a move; `parentId` is null for the top level. */
export function moveInTree(
  items: readonly DepartmentNode[],
  id: string,
  parentId: string | null,
): DepartmentNode[] {
  let moved: DepartmentNode | undefined;
  const removeMovedNode = (
    nodes: readonly DepartmentNode[],
  ): DepartmentNode[] =>
    nodes.flatMap(node => {
      if (node.id === id) {
        moved = { ...node, parent_id: parentId };
        return [];
      }
      return [{ ...node, children: removeMovedNode(node.children) }];
    });
  const remaining = removeMovedNode(items);
  if (!moved) {
    return [...items];
  }
  const movedNode = moved;
  const insertMovedNode = (nodes: DepartmentNode[]): DepartmentNode[] =>
    nodes.map(node => ({
      ...node,
      children:
        node.id === parentId
          ? [...node.children, movedNode].sort(compareDepartments)
          : insertMovedNode(node.children),
    }));
  const roots =
    parentId === null
      ? [...remaining, movedNode].sort(compareDepartments)
      : insertMovedNode(remaining);
  return roots.map(node => recomputeNode(node, 1));
}
