import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldError } from 'react-hook-form';
import { callboardDepartmentsTranslationRef } from '../translation';
import type { DepartmentFormValues } from './DepartmentFormValues';

/** The fields that can be filled in wrongly. */
type FallibleField = Exclude<keyof DepartmentFormValues, 'is_active'>;

/**
 * What to say beside a field that is wrong: our own words for what the schema
 * found, the server's for what only the server knows.
 */
export function useFieldWords(
  field: FallibleField,
  error: FieldError | undefined,
): string | undefined {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  if (!error) {
    return undefined;
  }
  return error.type === 'server' && error.message
    ? error.message
    : t(`fieldProblem.${field}`);
}
