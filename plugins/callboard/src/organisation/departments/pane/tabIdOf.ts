import type { DepartmentPart } from '../model/departmentParts';

/** The DOM id of a part's tab. */
export function tabIdOf(part: DepartmentPart): string {
  return `callboard-department-${part}`;
}
