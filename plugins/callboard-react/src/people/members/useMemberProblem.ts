import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member } from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { problemsOf } from '../../query/problemsOf';
import { statusOf } from '../../query/statusOf';
import { manualRoleOf } from './manualRoleOf';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';

/** Formats the error of adding, changing or removing members. */
export function useMemberProblem(
  kind: MemberScope['kind'],
): (error: unknown, member?: Member) => string {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  return useCallback(
    (error, member) => {
      switch (statusOf(error)) {
        case 403:
          return t('list.forbidden');
        case 404:
          return member ? t('list.deleted') : problemsOf(error).message;
        case 409:
          return member && manualRoleOf(member) === 'admin'
            ? t(`${kind}.lastAdmin`)
            : problemsOf(error).message;
        case 412:
          return t('list.conflict');
        default:
          return problemsOf(error).message;
      }
    },
    [t, kind],
  );
}
