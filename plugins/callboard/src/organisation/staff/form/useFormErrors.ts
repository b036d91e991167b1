import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UseFormSetError } from 'react-hook-form';
import { useFieldErrors } from '../../../data/useFieldErrors';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { staffFieldNames } from './staffFieldNames';
import type { StaffFormValues } from './StaffFormValues';
import { getTakenFields } from './getTakenFields';

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
