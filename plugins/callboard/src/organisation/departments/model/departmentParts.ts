/**
 * The parts of what there is to see of a department. There are totals only where other
 * plugins of the portal add some.
 */
export const departmentParts = [
  'people',
  'access',
  'totals',
  'history',
] as const;

/** One of them. */
export type DepartmentPart = (typeof departmentParts)[number];
