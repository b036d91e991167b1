import type { Department } from '@callboard/plugin-callboard-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems, getErrorStatus } from '@callboard/plugin-callboard-react';
import type { z } from 'zod';
import { createFormResolver, fillForm } from '../../../shared/resourceForms';
import { callboardDepartmentsTranslationRef } from '../translation';

export function createDepartmentFormResolver<Body>(schema: z.ZodType<Body>) {
  return createFormResolver<DepartmentFormValues, Body>(schema, ['name']);
}

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

/** The form values of a new department, by API field name. Missing values are empty text. */
const emptyForm = {
  name: '',
  code: '',
  short_name: '',
  dept_code: '',
  dept_type: '',
  description: '',
  manager_ref: '',
  parent_id: '',
  is_active: true,
};

export type DepartmentFormValues = typeof emptyForm;

export const departmentFields = Object.keys(
  emptyForm,
) as (keyof DepartmentFormValues)[];

export function toDepartmentFormValues(
  department: Partial<Department>,
): DepartmentFormValues {
  return fillForm(emptyForm, department);
}
