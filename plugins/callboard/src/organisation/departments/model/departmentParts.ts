/** The parts of what there is to see of a department. */
export const departmentParts = ['people', 'access', 'history'] as const;

/** One of them. */
export type DepartmentPart = (typeof departmentParts)[number];
