import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member, NewMember } from '@callboard/plugin-callboard-common';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useCallboardClient } from '../../api/useCallboardClient';
import { useFirstSteps } from '../../firstSteps/useFirstSteps';
import { useToast } from '../../hooks/useToast';
import { getMemberCalls } from './getMemberCalls';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';
import { useRefreshMembers } from './useRefreshMembers';

/** Adds people manually and reports the result. */
export function useAddMember(
  scope: MemberScope,
  then: { onSuccess: () => void; onError: () => void },
): UseMutationResult<Member, Error, NewMember> {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const client = useCallboardClient();
  const notify = useToast();
  const { note } = useFirstSteps();
  const refresh = useRefreshMembers(scope.kind);
  const { add, params } = getMemberCalls(scope);
  return useMutation({
    mutationFn: (body: NewMember) => client.call(add, { params, body }),
    onSuccess: ({ display_name }, { role }) => {
      notify({
        title: t('add.added', { name: display_name, role: t(`role.${role}`) }),
        status: 'success',
      });
      note('invite');
      refresh();
      then.onSuccess();
    },
    onError: then.onError,
  });
}
