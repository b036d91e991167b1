import { endpoints } from '@callboard/plugin-callboard-common';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getQueryKey } from '../../query/getQueryKey';
import type { MemberScope } from './MemberScope';

const touched = {
  workspace: [endpoints.listWorkspaceMembers, endpoints.getMe],
  project: [
    endpoints.listProjectMembers,
    endpoints.listProjects,
    endpoints.getProject,
    endpoints.explainMembership,
  ],
};

/**
 * Refetches the visible members, and the signed-in person's access: their own membership may have
 * changed as well.
 */
export function useRefreshMembers(kind: MemberScope['kind']): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const endpoint of touched[kind]) {
      queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
    }
  }, [queries, kind]);
}
