import { CellValue } from '../../exports';
import { DepartmentTexts } from './DepartmentTexts';
import { StaffColumn } from './staffColumns';
import { StaffRow } from './StaffRow';

/** A staff member in the columns of a file. */
export function staffCells(
  row: StaffRow,
  departments: DepartmentTexts,
): Record<StaffColumn, CellValue> {
  const { id: _, ...values } = row;
  return {
    ...values,
    department_code: departments.textOf(row.department_id),
  };
}
