import { CellValue, Column } from '../../../exports';
import { DepartmentTexts } from './DepartmentTexts';
import { privateFields } from '../toStaffResponse';
import { StaffRow } from '../StaffRow';

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

/** The name of a column. */
export type StaffColumn = (typeof staffColumns)[number]['header'];

const isPrivate = (name: StaffColumn) =>
  (privateFields as readonly string[]).includes(name);

/** The columns without those that only admins may read. */
export const publicStaffColumns = staffColumns.filter(
  ({ header }) => !isPrivate(header),
);

/** A staff member as a row of the file. */
export function toStaffCells(
  row: StaffRow,
  departments: DepartmentTexts,
): Record<StaffColumn, CellValue> {
  const { id: _, ...values } = row;
  return {
    ...values,
    department_code: departments.getText(row.department_id),
  };
}
