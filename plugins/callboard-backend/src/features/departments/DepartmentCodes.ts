import { Codes } from './codeFields';
import { DepartmentRow } from './DepartmentRow';

/** What a department is called, and by what files refer to it. */
export type DepartmentCodes = Pick<DepartmentRow, 'id' | 'name'> & Codes;
