import type { DepartmentEntry } from './indexTree';

/** How many departments and people go where a department goes. */
export function sizeOf({ node, descendantCount }: DepartmentEntry): {
  departments: number;
  people: number;
} {
  return {
    departments: descendantCount + 1,
    people: node.staff_count_recursive,
  };
}
