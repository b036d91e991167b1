import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Member,
  type Role,
} from '@callboard/plugin-callboard-common';
import {
  ifMatch,
  statusOf,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { useMutation } from '@tanstack/react-query';
import { callboardTranslationRef } from '../translation';
import { useMemberProblem } from './useMemberProblem';
import { useRefreshMembers } from './useRefreshMembers';

/** A change of a role. */
export interface RoleChange {
  member: Member;
  role: Role;
}

/** Changes roles, one at a time, and says what became of it. */
export function useChangeRole(slug: string): {
  change: (change: RoleChange) => void;
  /** The change that is on its way, to be shown as if it had arrived. */
  pending: RoleChange | undefined;
  /** Why the last change failed. */
  problem: string | undefined;
  dismiss: () => void;
} {
  const { t } = useTranslationRef(callboardTranslationRef);
  const client = useCallboardClient();
  const notify = useNotice();
  const refresh = useRefreshMembers();
  const problemText = useMemberProblem();
  const mutation = useMutation({
    mutationFn: ({ member, role }: RoleChange) =>
      client.call(endpoints.updateWorkspaceMember, {
        params: { slug, id: member.id },
        body: { role },
        headers: ifMatch(member),
      }),
    onSuccess: (_, { member, role }) => {
      notify({
        title: t('members.changed', {
          name: member.display_name,
          role: t(`role.${role}`),
        }),
        status: 'success',
      });
      return refresh();
    },
    onError: error => {
      const status = statusOf(error);
      if (status === 412 || status === 404) {
        refresh();
      }
    },
  });
  const { error, variables } = mutation;
  return {
    change: mutation.mutate,
    pending: mutation.isPending ? variables : undefined,
    problem: error
      ? `${t('members.notChanged', {
          name: variables!.member.display_name,
        })} ${problemText(error, variables!.member)}`
      : undefined,
    dismiss: mutation.reset,
  };
}
