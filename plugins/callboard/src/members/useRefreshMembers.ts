import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/**
 * Asks again for the members on the screen, and for what the signed-in person
 * may do: their own membership may have been among those that changed.
 */
export function useRefreshMembers(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const endpoint of [endpoints.listWorkspaceMembers, endpoints.getMe]) {
      queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) });
    }
  }, [queries]);
}
