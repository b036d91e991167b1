import type { DepartmentNode } from '@callboard/plugin-callboard-common';

/** What a department of a tree is called. */
export function departmentNameIn(
  tree: readonly DepartmentNode[],
  id: string,
): string | undefined {
  for (const node of tree) {
    const name =
      node.id === id ? node.name : departmentNameIn(node.children, id);
    if (name !== undefined) {
      return name;
    }
  }
  return undefined;
}
