import type { DepartmentNode } from '@callboard/plugin-callboard-common';

/** The departments of the topmost level that has several. */
export function getMainDepartments(
  items: readonly DepartmentNode[],
): readonly DepartmentNode[] {
  const children = items.length === 1 ? items[0].children : [];
  return children.length > 0 ? getMainDepartments(children) : items;
}
