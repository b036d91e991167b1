import type { Department } from '@callboard/plugin-callboard-common';

/** The values of the department form; empty text for missing values. */
export interface DepartmentFormValues {
  name: string;
  code: string;
  short_name: string;
  dept_code: string;
  dept_type: string;
  description: string;
  manager_ref: string;
  parent_id: string;
  is_active: boolean;
}

/** The names of the fields, same as in the API. */
export const departmentFields = [
  'name',
  'code',
  'short_name',
  'dept_code',
  'dept_type',
  'description',
  'manager_ref',
  'parent_id',
  'is_active',
] as const satisfies readonly (keyof DepartmentFormValues)[];

/** Converts a department, or the defaults of a new one, to form values. */
export function toDepartmentFormValues(
  department: Partial<Department>,
): DepartmentFormValues {
  return {
    name: department.name ?? '',
    code: department.code ?? '',
    short_name: department.short_name ?? '',
    dept_code: department.dept_code ?? '',
    dept_type: department.dept_type ?? '',
    description: department.description ?? '',
    manager_ref: department.manager_ref ?? '',
    parent_id: department.parent_id ?? '',
    is_active: department.is_active ?? true,
  };
}
