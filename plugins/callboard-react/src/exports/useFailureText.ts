import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems } from '../query/getProblems';
import { getErrorStatus } from '../query/getErrorStatus';
import { callboardReactTranslationRef } from '../translation';

/** Formats the error of a download, with the server's message if it sent one. @public */
export function useFailureText(): (error: Error | undefined) => string {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return error =>
    getErrorStatus(error) === undefined
      ? t('export.brokeOff')
      : getProblems(error).message;
}
