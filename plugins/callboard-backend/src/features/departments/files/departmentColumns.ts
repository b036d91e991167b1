import { Column, Row } from '../../../exports';
import { DepartmentRow } from '../DepartmentRow';

/** The columns of a department file, for exports and imports. */
export const departmentColumns = [
  { header: 'name', kind: 'text', width: 32 },
  { header: 'code', kind: 'text' },
  { header: 'short_name', kind: 'text' },
  { header: 'dept_code', kind: 'text' },
  { header: 'description', kind: 'text', width: 48 },
  { header: 'dept_type', kind: 'text', width: 16 },
  { header: 'parent_code', kind: 'text' },
  { header: 'manager_ref', kind: 'text', width: 28 },
  { header: 'sort_order', kind: 'number' },
  { header: 'is_active', kind: 'text' },
] as const satisfies readonly Column[];

/** A department as a row of the file. */
export function toDepartmentCells(
  department: DepartmentRow,
  parent_code: string | null,
): Row {
  const values: Record<(typeof departmentColumns)[number]['header'], Row[0]> = {
    ...department,
    parent_code,
  };
  return departmentColumns.map(({ header }) => values[header]);
}
