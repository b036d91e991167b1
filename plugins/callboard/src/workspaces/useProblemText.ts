import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldError } from 'react-hook-form';
import { callboardTranslationRef } from '../translation';

/**
 * What to say beside a field that is wrong: our own words for what the schema
 * found, the server's for what only the server knows.
 */
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
