import { Department } from '@callboard/plugin-callboard-common';
import { lowerAscii } from '../../database/lowerAscii';

/** The codes of a department, each unique within the workspace if set. */
export const codeFields = ['code', 'dept_code', 'short_name'] as const;

/** The comparison key of a code: ignores the case of ASCII letters. */
export function toCodeKey(code: string): string {
  return lowerAscii(code.trim());
}

/** The codes of a department. */
export type Codes = Pick<Department, (typeof codeFields)[number]>;

/** The name of a department and the codes that files use for it. */
export type DepartmentCodes = Pick<Department, 'id' | 'name'> & Codes;
