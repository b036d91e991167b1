import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UseFormSetError } from 'react-hook-form';
import { getProblems, getErrorStatus } from '@callboard/plugin-callboard-react';
import { useFieldErrors } from '../../../data/useFieldErrors';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import type { StaffFormValues } from './StaffFormValues';

/** All fields of the form, named as in the API. */
const staffFieldNames: readonly (keyof StaffFormValues)[] = [
  'staff_id',
  'first_name',
  'last_name',
  'email',
  'user_ref',
  'department_id',
  'position',
  'job_grade',
  'phone',
  'date_of_joining',
  'date_of_leaving',
  'employment_status',
  'is_department_manager',
  'notes',
];

/** The fields whose value belongs to another person, as named in a conflict. */
function getTakenFields(error: unknown): ('staff_id' | 'user_ref')[] {
  return getErrorStatus(error) === 409
    ? (['staff_id', 'user_ref'] as const).filter(name =>
        getProblems(error).message.includes(`${name} `),
      )
    : [];
}

/**
 * Shows the server's errors at their fields.
 *
 * @returns whether each error belongs to a field
 */
export function useFormErrors(
  setError: UseFormSetError<StaffFormValues>,
): (error: unknown) => boolean {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const showFieldErrors = useFieldErrors(setError, staffFieldNames);
  return error => {
    const taken = getTakenFields(error);
    taken.forEach((name, index) =>
      setError(
        name,
        { type: 'server', message: t('problem.taken') },
        { shouldFocus: index === 0 },
      ),
    );
    return taken.length > 0 || showFieldErrors(error);
  };
}
