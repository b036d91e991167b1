import type { DepartmentEntry } from './indexTree';

/** The number of departments and people that a move includes. */
export function getMoveSize({ node, descendantCount }: DepartmentEntry): {
  departments: number;
  people: number;
} {
  return {
    departments: descendantCount + 1,
    people: node.staff_count_recursive,
  };
}
