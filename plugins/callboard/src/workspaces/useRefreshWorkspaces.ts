import { endpoints } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** Invalidates the cached lists of workspaces, which refetches visible data. */
export function useRefreshWorkspaces(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const endpoint of [endpoints.listWorkspaces, endpoints.getMe]) {
      queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
    }
  }, [queries]);
}
