import type { DepartmentPart } from '../model/departmentParts';

/** What names the tab of a part in the page. */
export function tabIdOf(part: DepartmentPart): string {
  return `callboard-department-${part}`;
}
