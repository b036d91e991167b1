import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Member, Role } from '@callboard/plugin-callboard-common';
import { useMutation } from '@tanstack/react-query';
import { useCallboardClient } from '../../api/useCallboardClient';
import { useToast } from '../../hooks/useToast';
import { toIfMatchHeader } from '../../query/toIfMatchHeader';
import { getMemberCalls } from './getMemberCalls';
import type { MemberScope } from './MemberScope';
import { callboardMembersTranslationRef } from './membersTranslation';
import { useMemberProblem } from './useMemberProblem';
import { useRefreshMembers } from './useRefreshMembers';

export interface RoleChange {
  member: Member;
  role: Role;
}

/** Changes roles, one at a time, and reports the result. */
export function useChangeRole(scope: MemberScope): {
  change: (change: RoleChange) => void;
  /** The change in progress, shown optimistically. */
  pending: RoleChange | undefined;
  /** The error of the last change. */
  problem: string | undefined;
  dismiss: () => void;
} {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const client = useCallboardClient();
  const notify = useToast();
  const refresh = useRefreshMembers(scope.kind);
  const problemText = useMemberProblem(scope.kind);
  const { update, params } = getMemberCalls(scope);
  const mutation = useMutation({
    mutationFn: ({ member, role }: RoleChange) =>
      client.call(update, {
        params: { ...params, id: member.id },
        body: { role },
        headers: toIfMatchHeader(member),
      }),
    onSuccess: (_, { member, role }) => {
      notify({
        title: t('list.changed', {
          name: member.display_name,
          role: t(`role.${role}`),
        }),
        status: 'success',
      });
      return refresh();
    },
    // Every error can mean that the list is out of date.
    onError: refresh,
  });
  const { error, variables } = mutation;
  return {
    change: mutation.mutate,
    pending: mutation.isPending ? variables : undefined,
    problem: error
      ? `${t('list.notChanged', {
          name: variables!.member.display_name,
        })} ${problemText(error, variables!.member)}`
      : undefined,
    dismiss: mutation.reset,
  };
}
