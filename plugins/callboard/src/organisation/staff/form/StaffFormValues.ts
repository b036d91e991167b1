import type {
  StaffStatus,
  StaffMember,
} from '@callboard/plugin-callboard-common';
import type { UseFormSetError } from 'react-hook-form';
import type { z } from 'zod';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems, getErrorStatus } from '@callboard/plugin-callboard-react';
import {
  createFormResolver,
  fillForm,
  useFieldErrors,
} from '../../../shared/resourceForms';
import { callboardStaffTranslationRef } from '../../staffTranslation';

export function useFormatStaffError(): (error: unknown) => string {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return error => {
    switch (getErrorStatus(error)) {
      case undefined:
        return t('problem.unreachable');
      case 412:
        return t('problem.conflict');
      case 404:
        return t('problem.deleted');
      default:
        return getProblems(error).message;
    }
  };
}

/** The form values of a new person, by API field name. Missing values are empty text. */
const emptyForm = {
  staff_id: '',
  first_name: '',
  last_name: '',
  email: '',
  user_ref: '',
  department_id: '',
  position: '',
  job_grade: '',
  phone: '',
  date_of_joining: '',
  date_of_leaving: '',
  employment_status: 'active' as StaffStatus,
  is_department_manager: false,
  notes: '',
};

export type StaffFormValues = typeof emptyForm;

const staffFieldNames = Object.keys(emptyForm) as (keyof StaffFormValues)[];

/**
 * Returns the fields whose value another person already has. The server names these fields only in
 * the text of its message.
 */
function getTakenFields(error: unknown): ('staff_id' | 'user_ref')[] {
  return getErrorStatus(error) === 409
    ? (['staff_id', 'user_ref'] as const).filter(name =>
        getProblems(error).message.includes(`${name} `),
      )
    : [];
}

/**
 * Returns a function that shows the server's errors at their fields. The function returns false if
 * an error belongs to no field.
 */
export function useStaffFieldErrors(
  setError: UseFormSetError<StaffFormValues>,
): (error: unknown) => boolean {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const showFieldErrors = useFieldErrors(setError, staffFieldNames);
  return error => {
    const takenFields = getTakenFields(error);
    takenFields.forEach((name, index) =>
      setError(
        name,
        { type: 'server', message: t('problem.taken') },
        { shouldFocus: index === 0 },
      ),
    );
    return takenFields.length > 0 || showFieldErrors(error);
  };
}

export function createStaffFormResolver<Body>(schema: z.ZodType<Body>) {
  return createFormResolver<StaffFormValues, Body>(schema, [
    'staff_id',
    'first_name',
    'email',
  ]);
}

export function toStaffFormValues(
  person: Partial<StaffMember>,
): StaffFormValues {
  return fillForm(emptyForm, person);
}
