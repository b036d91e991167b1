import { Department, DepartmentNode } from '@callboard/plugin-callboard-common';

/** A department, and how many live staff in it have not resigned. */
export type StaffedDepartment = Department & { staff_count: number };

/**
 * Puts departments together as a tree, in one pass; siblings stay in their
 * order. The departments themselves become its nodes: copies of thousands take
 * longer than all the rest.
 *
 * @returns the departments at the top
 */
export function assembleTree(
  departments: readonly StaffedDepartment[],
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
  const tops: DepartmentNode[] = [];
  for (const node of nodes.values()) {
    let above = nodes.get(node.parent_id ?? '');
    (above?.children ?? tops).push(node);
    while (above) {
      above.staff_count_recursive += node.staff_count;
      above = nodes.get(above.parent_id ?? '');
    }
  }
  return tops;
}
