import { endpoints } from '@callboard/plugin-callboard-common';
import { getQueryKey, useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';

const QUIET = 1_000;

/** Refetches the list when a dashboard of the workspace changes. */
export function useLiveDashboards(workspaceId: string): void {
  const queries = useQueryClient();
  useLiveSignal({
    pauseMs: QUIET,
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      signal.entity_type === 'dashboard',
    run: () => {
      // A refetch would overwrite a pending mutation with older data.
      if (queries.isMutating() > 0) {
        return false;
      }
      queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.listDashboards),
      });
      return true;
    },
  });
}
