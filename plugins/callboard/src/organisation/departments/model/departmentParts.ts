/** The parts of a department's pane. Totals require sections of other plugins. */
export const departmentParts = [
  'people',
  'access',
  'totals',
  'history',
] as const;

/** A part of a department's pane. */
export type DepartmentPart = (typeof departmentParts)[number];
