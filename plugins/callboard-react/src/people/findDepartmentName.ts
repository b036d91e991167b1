import type { DepartmentNode } from '@callboard/plugin-callboard-common';

/** Finds the name of a department in a tree. */
export function findDepartmentName(
  tree: readonly DepartmentNode[],
  id: string,
): string | undefined {
  for (const node of tree) {
    const name =
      node.id === id ? node.name : findDepartmentName(node.children, id);
    if (name !== undefined) {
      return name;
    }
  }
  return undefined;
}
