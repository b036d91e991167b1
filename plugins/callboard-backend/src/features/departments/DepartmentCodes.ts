import { Department } from '@callboard/plugin-callboard-common';
import { lowerAscii } from '../../database/lowerAscii';

/** What is unique among the departments of a workspace, if it is there. */
export const codeFields = ['code', 'dept_code', 'short_name'] as const;

/** A code as it is compared: ignoring the case of ASCII letters. */
export function toCodeKey(code: string): string {
  return lowerAscii(code.trim());
}

/** The codes of a department. */
export type Codes = Pick<Department, (typeof codeFields)[number]>;

/** The name of a department, and the codes that files refer to it by. */
export type DepartmentCodes = Pick<Department, 'id' | 'name'> & Codes;
