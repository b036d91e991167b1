import { Department } from '@callboard/plugin-callboard-common';

/** What is unique among the departments of a workspace, if it is there. */
export const codeFields = ['code', 'dept_code', 'short_name'] as const;

/** The codes of a department. */
export type Codes = Pick<Department, (typeof codeFields)[number]>;

/** What a department is called, and by what files refer to it. */
export type DepartmentCodes = Pick<Department, 'id' | 'name'> & Codes;
