import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { problemsOf } from '../query/problemsOf';
import { statusOf } from '../query/statusOf';
import { callboardReactTranslationRef } from '../translation';

/**
 * Says why a file could not be had: in the server's words, if it had any.
 *
 * @public
 */
export function useFailureText(): (error: Error | undefined) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return error =>
    statusOf(error) === undefined
      ? t('export.brokeOff')
      : problemsOf(error).message;
}
