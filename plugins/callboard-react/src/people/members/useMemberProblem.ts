import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member } from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { getProblems } from '../../query/getProblems';
import { getErrorStatus } from '../../query/getErrorStatus';
import { findManualRole } from './findManualRole';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';

/** Formats the error of adding, changing or removing members. */
export function useMemberProblem(
  kind: MemberScope['kind'],
): (error: unknown, member?: Member) => string {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  return useCallback(
    (error, member) => {
      switch (getErrorStatus(error)) {
        case 403:
          return t('list.forbidden');
        case 404:
          return member ? t('list.deleted') : getProblems(error).message;
        case 409:
          return member && findManualRole(member) === 'admin'
            ? t(`${kind}.lastAdmin`)
            : getProblems(error).message;
        case 412:
          return t('list.conflict');
        default:
          return getProblems(error).message;
      }
    },
    [t, kind],
  );
}
