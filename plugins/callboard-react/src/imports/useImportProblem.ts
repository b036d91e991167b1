import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems } from '../query/getProblems';
import { getErrorStatus } from '../query/getErrorStatus';
import type { ImportKind } from './ImportKind';
import { callboardImportTranslationRef } from './importTranslation';
import { useFileLimits } from './useFileLimits';

/** Formats the error of a rejected file. */
export function useImportProblem(
  kind: ImportKind,
): (error: Error, run: 'check' | 'import') => string {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { size } = useFileLimits(kind);
  return (error, run) => {
    switch (getErrorStatus(error)) {
      case 413:
        return t('problem.tooLarge', { size });
      case 400: {
        const { fields, message } = getProblems(error);
        return fields.file
          ? t('problem.refused', { reason: fields.file })
          : `${t('problem.unreadable')} ${message}`;
      }
      case 403:
        return t('problem.noAccess');
      default:
        return run === 'check'
          ? `${t('problem.failed')} ${getProblems(error).message}`
          : t('problem.importFailed');
    }
  };
}
