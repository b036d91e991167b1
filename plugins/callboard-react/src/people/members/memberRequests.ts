import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Endpoint,
  type Member,
  type Role,
  endpoints,
  permissions,
} from '@callboard/plugin-callboard-common';
import { useMutationState, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useAllowed } from '../../access/useAllowed';
import { getErrorStatus, getProblems } from '../../query/getProblems';
import {
  toIfMatchHeader,
  useEndpointMutation,
} from '../../query/useEndpointMutation';
import { getQueryKey } from '../../query/useCallboardQuery';
import type { CachedList, ListPage } from '../../query/usePages';
import { useChangeProblems } from '../../toasts/useChangeProblems';
import { callboardMembersTranslationRef } from './membersTranslation';

/** A workspace or a project with members. @public */
export type MemberScope = { slug: string; name: string } & (
  | { kind: 'workspace' }
  | {
      kind: 'project';
      pid: string;
      /** Whether only members see the project. */
      isSecret: boolean;
      /** The project's entity. The owners of the entity are admins of the project. */
      entityRef: string;
    }
);

export function findManualRole(member: Member): Role | undefined {
  return member.sources.find(({ source }) => source === 'manual')?.role;
}

interface MemberCalls {
  list: typeof endpoints.listWorkspaceMembers;
  add: typeof endpoints.addWorkspaceMember;
  update: typeof endpoints.updateWorkspaceMember;
  remove: typeof endpoints.removeWorkspaceMember;
  params: { slug: string };
  /** Includes the signed-in person's access, because their own membership may change. */
  invalidates: readonly Endpoint[];
}

export function getMemberCalls(scope: MemberScope): MemberCalls {
  const { slug } = scope;
  if (scope.kind === 'workspace') {
    return {
      list: endpoints.listWorkspaceMembers,
      add: endpoints.addWorkspaceMember,
      update: endpoints.updateWorkspaceMember,
      remove: endpoints.removeWorkspaceMember,
      params: { slug },
      invalidates: [endpoints.listWorkspaceMembers, endpoints.getMe],
    };
  }
  // The endpoints of both scopes have the same bodies and responses; only their paths differ.
  return {
    list: endpoints.listProjectMembers,
    add: endpoints.addProjectMember,
    update: endpoints.updateProjectMember,
    remove: endpoints.removeProjectMember,
    params: { slug, pid: scope.pid },
    invalidates: [
      endpoints.listProjectMembers,
      endpoints.listProjects,
      endpoints.getProject,
      endpoints.explainMembership,
    ],
  } as unknown as MemberCalls;
}

export interface MemberRights {
  canAdd: boolean;
  canChangeRoles: boolean;
  canRemove: boolean;
}

/** The actions on members that the portal's policy allows; none unless the person is an admin. */
export function useMemberRights(
  scope: MemberScope,
  isAdmin: boolean,
): MemberRights {
  const [permission, resource] =
    scope.kind === 'workspace'
      ? [permissions.workspaceMember, scope.slug]
      : [permissions.projectMember, scope.pid];
  const canAdd = useAllowed(permission.create, resource);
  const canChangeRoles = useAllowed(permission.update, resource);
  const canRemove = useAllowed(permission.delete, resource);
  return {
    canAdd: isAdmin && canAdd,
    canChangeRoles: isAdmin && canChangeRoles,
    canRemove: isAdmin && canRemove,
  };
}

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

export interface RoleChange {
  member: Member;
  role: Role;
}

/** Changes roles, one at a time, and reports the results. */
export function useChangeRole(scope: MemberScope): {
  change: (change: RoleChange) => void;
  /** The changes that are not saved yet, shown optimistically. */
  pending: readonly RoleChange[];
  /** The errors of the last changes, as one text. */
  problem: string | undefined;
  dismiss: () => void;
} {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const formatProblem = useMemberProblem(scope.kind);
  const queries = useQueryClient();
  const { problem, report, dismiss } = useChangeProblems();
  const { list, update, params, invalidates } = getMemberCalls(scope);
  /** Returns the newest version of a member, from the argument or the cached lists. */
  const getVersion = ({ id, version }: Member): number => {
    const lists = queries.getQueriesData<CachedList<ListPage<Member>>>({
      queryKey: [...getQueryKey(list), { params }],
    });
    const versions = lists
      .flatMap(([, cached]) => {
        if (!cached) {
          return [];
        }
        return 'pages' in cached ? cached.pages : [cached];
      })
      .flatMap(({ items }) => items)
      .filter(member => member.id === id)
      .map(member => member.version);
    return Math.max(version, ...versions);
  };
  const scopeId = `callboard-member-roles-${
    scope.kind === 'workspace' ? scope.slug : scope.pid
  }`;
  const { mutate } = useEndpointMutation(update, {
    mutationKey: [scopeId],
    scope: { id: scopeId },
    toRequest: ({ member, role }: RoleChange) => ({
      params: { ...params, id: member.id },
      body: { role },
      // The preceding change may have raised the version of the same member.
      headers: toIfMatchHeader({ version: getVersion(member) }),
    }),
    invalidates,
    // Every error can mean that the list is out of date.
    refetchesAfterFailure: true,
    toSuccessTitle: (_, { member, role }) =>
      t('list.changed', {
        name: member.display_name,
        role: t(`role.${role}`),
      }),
    // The next change waits for the refetch, because it needs the new version.
    onSuccess: (_response, _change, refreshed) => refreshed,
    onError: (error, { member }) =>
      report(
        t('list.notChanged', { name: member.display_name }),
        formatProblem(error, member),
      ),
  });
  const pending = useMutationState({
    filters: { mutationKey: [scopeId], status: 'pending' },
    select: ({ state }) => state.variables as RoleChange,
  });
  return {
    change: useCallback(
      (change: RoleChange) => {
        if (queries.isMutating({ mutationKey: [scopeId] }) === 0) {
          dismiss();
        }
        mutate(change);
      },
      [queries, scopeId, dismiss, mutate],
    ),
    pending,
    problem,
    dismiss,
  };
}
