import type {
  Department,
  DepartmentNode,
} from '@callboard/plugin-callboard-common';

/** Replaces a department in the tree with its saved version. */
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
