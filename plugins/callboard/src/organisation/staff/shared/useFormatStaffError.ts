import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems, getErrorStatus } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';

/** Returns a function that formats the error of a failed change of a staff member. */
export function useFormatStaffError(): (error: unknown) => string {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return useCallback(
    error => {
      switch (getErrorStatus(error)) {
        case undefined:
          return t('problem.unreachable');
        case 412:
          return t('problem.conflict');
        case 404:
          return t('problem.deleted');
        default:
          return getProblems(error).message;
      }
    },
    [t],
  );
}
