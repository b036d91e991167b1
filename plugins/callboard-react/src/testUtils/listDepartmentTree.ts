import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import type { FakeServer } from './FakeServer';

/** Returns the stored departments as a tree, with the number of people in each. */
export function listDepartmentTree(server: FakeServer): {
  items: DepartmentNode[];
} {
  const buildNodes = (parent: string | null, level: number): DepartmentNode[] =>
    server
      .store('departments')
      .filter(({ parent_id }) => parent_id === parent)
      .map(department => {
        const children = buildNodes(department.id, level + 1);
        const staff_count = server
          .store('staff')
          .filter(
            person =>
              person.department_id === department.id &&
              person.employment_status !== 'resigned',
          ).length;
        const staff_count_recursive = children.reduce(
          (sum, child) => sum + child.staff_count_recursive,
          staff_count,
        );
        return {
          ...department,
          level,
          children,
          staff_count,
          staff_count_recursive,
        };
      });
  return { items: buildNodes(null, 1) };
}
