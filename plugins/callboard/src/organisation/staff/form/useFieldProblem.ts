import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldError } from 'react-hook-form';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import type { StaffFormValues } from './StaffFormValues';

type Field = Exclude<
  keyof StaffFormValues,
  'employment_status' | 'is_department_manager'
>;

/** The error text of a field: translated for schema errors, the server's message for server errors. */
export function useFieldProblem(
  field: Field,
  error: FieldError | undefined,
): string | undefined {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  if (!error) {
    return undefined;
  }
  if (error.type === 'server' && error.message) {
    return error.message;
  }
  return field === 'date_of_joining' || field === 'date_of_leaving'
    ? t('problem.date')
    : t(`problem.${field}`);
}
