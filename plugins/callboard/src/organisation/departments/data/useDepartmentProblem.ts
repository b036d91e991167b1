import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems, getErrorStatus } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardDepartmentsTranslationRef } from '../translation';

/** Formats the error of a change to a department. */
export function useDepartmentProblem(): (error: unknown) => string {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return useCallback(
    error => {
      switch (getErrorStatus(error)) {
        case 412:
          return t('problem.conflict');
        case 404:
          return t('problem.deleted');
        case 403:
          return t('problem.denied');
        case undefined:
          return t('problem.unreachable');
        default:
          return getProblems(error).message;
      }
    },
    [t],
  );
}
