import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf, useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';

const QUIET = 1_000;

/** Lists dashboards again when one in a workspace has changed. */
export function useLiveDashboards(workspaceId: string): void {
  const queries = useQueryClient();
  useLiveSignal({
    quiet: QUIET,
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      signal.entity_type === 'dashboard',
    act: () => {
      // What is on its way would be overwritten by what was there before it.
      if (queries.isMutating() > 0) {
        return false;
      }
      queries.invalidateQueries({
        queryKey: queryKeyOf(endpoints.listDashboards),
      });
      return true;
    },
  });
}
