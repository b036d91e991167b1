import type { DepartmentNode } from '@callboard/plugin-callboard-common';

function compareDepartments(a: DepartmentNode, b: DepartmentNode): number {
  return a.sort_order - b.sort_order || a.name.localeCompare(b.name);
}

/** Updates the level and the number of people of every node to match its position. */
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

/**
 * The tree after a department has moved.
 *
 * @param parentId - null for the top level
 */
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
  const rest = removeMovedNode(items);
  if (!moved) {
    return [...items];
  }
  const added = moved;
  const insertMovedNode = (nodes: DepartmentNode[]): DepartmentNode[] =>
    nodes.map(node => ({
      ...node,
      children:
        node.id === parentId
          ? [...node.children, added].sort(compareDepartments)
          : insertMovedNode(node.children),
    }));
  const whole =
    parentId === null
      ? [...rest, added].sort(compareDepartments)
      : insertMovedNode(rest);
  return whole.map(node => recomputeNode(node, 1));
}
