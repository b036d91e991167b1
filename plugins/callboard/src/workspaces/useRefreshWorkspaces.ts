import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/**
 * Lets go of what is known about which workspaces there are. What is on the
 * screen is asked for again.
 */
export function useRefreshWorkspaces(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const endpoint of [endpoints.listWorkspaces, endpoints.getMe]) {
      queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) });
    }
  }, [queries]);
}
