import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldError } from 'react-hook-form';
import { callboardDepartmentsTranslationRef } from '../translation';
import type { DepartmentFormValues } from './DepartmentFormValues';

/** Fields that can have an error. */
type FallibleField = Exclude<keyof DepartmentFormValues, 'is_active'>;

/** The error text of a field: translated for schema errors, the server's message for server errors. */
export function useFieldErrorText(
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
