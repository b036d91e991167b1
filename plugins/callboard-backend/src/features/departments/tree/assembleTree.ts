import { Department, DepartmentNode } from '@callboard/plugin-callboard-common';

/** A department with its number of live staff who have not resigned. */
export type StaffedDepartment = Department & { staff_count: number };

/**
 * Builds a tree of departments in one pass; siblings stay in order. Modifies the departments
 * themselves, because copying thousands takes longer than everything else.
 *
 * @returns the root departments
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
