import { StaffMember } from '@callboard/plugin-callboard-common';
import { CellValue, Column } from '../../../exports';
import { CodeIndex, DepartmentCodes } from '../../departments/DepartmentCodes';

/** The texts by which staff files identify departments: `code` or `dept_code`. */
export class DepartmentTexts {
  readonly #index: CodeIndex<DepartmentCodes>;
  readonly #texts: Map<string, string | null>;

  constructor(departments: readonly DepartmentCodes[]) {
    const items = departments.map(item => ({
      ...item,
      // Imports trim the texts of a file.
      code: item.code?.trim() ?? null,
      short_name: null,
    }));
    const index = new CodeIndex(items);
    this.#index = index;
    this.#texts = new Map(items.map(item => [item.id, index.findCode(item)]));
  }

  findId(text: string): string | undefined {
    return this.#index.find(text)?.id;
  }

  /** The text that refers to a department, if any. */
  getText(id: string | null): string | null {
    return (id && this.#texts.get(id)) ?? null;
  }
}

/** The columns of a staff file, for exports and imports. */
export const staffColumns = [
  { header: 'staff_id', kind: 'text', width: 12 },
  { header: 'first_name', kind: 'text' },
  { header: 'last_name', kind: 'text' },
  { header: 'email', kind: 'text', width: 32 },
  { header: 'department_code', kind: 'text', width: 20 },
  { header: 'position', kind: 'text' },
  { header: 'job_grade', kind: 'text', width: 14 },
  { header: 'phone', kind: 'text', width: 20 },
  { header: 'date_of_joining', kind: 'date' },
  { header: 'date_of_leaving', kind: 'date' },
  { header: 'employment_status', kind: 'text', width: 22 },
  { header: 'is_department_manager', kind: 'text' },
  { header: 'notes', kind: 'text', width: 48 },
] as const satisfies readonly Column[];

export type StaffColumn = (typeof staffColumns)[number]['header'];

/** Converts a staff member to cells. Omits the fields that the response omits for the viewer. */
export function toStaffCells(
  row: StaffMember,
  departments: DepartmentTexts,
): Partial<Record<StaffColumn, CellValue>> {
  const { id: _, ...values } = row;
  return {
    ...values,
    department_code: departments.getText(row.department_id),
  };
}
