import type { Department } from '@callboard/plugin-callboard-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems, getErrorStatus } from '@callboard/plugin-callboard-react';
import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { createFormResolver } from '../../../shared/resourceForms';
import { callboardDepartmentsTranslationRef } from '../translation';

/** Validates the form of a department. */
export function createDepartmentFormResolver<Body>(
  schema: z.ZodType<Body>,
): Resolver<DepartmentFormValues, unknown, Body> {
  return createFormResolver(schema, ['name']);
}

/** Formats the error of a change to a department. */
export function useDepartmentErrorFormatter(): (error: unknown) => string {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return error => {
    switch (getErrorStatus(error)) {
      case 412:
        return t('problem.conflict');
      case 404:
        return t('problem.deleted');
      case 403:
        return t('problem.denied');
      case undefined:
        return t('problem.unreachable');
      default:
        return getProblems(error).message;
    }
  };
}

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
