import type {
  Department,
  DepartmentNode,
} from '@callboard/plugin-callboard-common';

/** The tree with a department as the server has it now. */
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
