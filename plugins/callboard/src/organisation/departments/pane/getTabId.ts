import type { DepartmentPart } from '../model/departmentParts';

/** The DOM id of a part's tab. */
export function getTabId(part: DepartmentPart): string {
  return `callboard-department-${part}`;
}
