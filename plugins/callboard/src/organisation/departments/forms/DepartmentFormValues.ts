import type { Department } from '@callboard/plugin-callboard-common';

/** What is typed into the form of a department; empty where there is nothing. */
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

/** The names of the fields, as the API knows them too. */
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

/** Fills the form with a department, or with what a new one starts with. */
export function departmentFormValuesOf(
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
