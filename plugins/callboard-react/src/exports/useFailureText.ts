import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { problemsOf } from '../query/problemsOf';
import { statusOf } from '../query/statusOf';
import { callboardReactTranslationRef } from '../translation';

/** Formats the error of a download, with the server's message if it sent one. @public */
export function useFailureText(): (error: Error | undefined) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return error =>
    statusOf(error) === undefined
      ? t('export.brokeOff')
      : problemsOf(error).message;
}
