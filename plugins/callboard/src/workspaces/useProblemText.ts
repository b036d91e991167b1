import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldError } from 'react-hook-form';
import { callboardTranslationRef } from '../translation';

/** The error text of a field: translated for schema errors, the server's message for server errors. */
export function useProblemText(
  field: 'name' | 'slug' | 'timezone' | 'weekStart',
  error: FieldError | undefined,
): string | undefined {
  const { t } = useTranslationRef(callboardTranslationRef);
  if (!error) {
    return undefined;
  }
  return error.type === 'server' && error.message
    ? error.message
    : t(`field.${field}Problem`);
}
