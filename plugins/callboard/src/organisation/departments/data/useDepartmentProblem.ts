import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { problemsOf, statusOf } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardDepartmentsTranslationRef } from '../translation';

/** Formats the error of a change to a department. */
export function useDepartmentProblem(): (error: unknown) => string {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return useCallback(
    error => {
      switch (statusOf(error)) {
        case 412:
          return t('problem.conflict');
        case 404:
          return t('problem.deleted');
        case 403:
          return t('problem.denied');
        case undefined:
          return t('problem.unreachable');
        default:
          return problemsOf(error).message;
      }
    },
    [t],
  );
}
