import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member } from '@callboard/plugin-callboard-common';
import { problemsOf, statusOf } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardTranslationRef } from '../translation';
import { manualRoleOf } from './manualRoleOf';

/** Says why a membership could not be changed or taken back. */
export function useMemberProblem(): (error: unknown, member: Member) => string {
  const { t } = useTranslationRef(callboardTranslationRef);
  return useCallback(
    (error, member) => {
      const status = statusOf(error);
      if (status === 409 && manualRoleOf(member) === 'admin') {
        return t('members.lastAdmin');
      }
      if (status === 412) {
        return t('members.conflict');
      }
      return status === 404 ? t('members.gone') : problemsOf(error).message;
    },
    [t],
  );
}
