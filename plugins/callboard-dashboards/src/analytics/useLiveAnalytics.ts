import { endpoints } from '@callboard/plugin-callboard-common';
import { getQueryKey, useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';

/** Each response counts a workspace: this limits the load of a busy one. */
const QUIET = 3_000;

const key = getQueryKey(endpoints.getAnalytics);

/** Refetches when something changes in a workspace. */
export function useLiveAnalytics(workspaceId: string): void {
  const queries = useQueryClient();
  useLiveSignal({
    topic: 'change',
    pauseMs: QUIET,
    wakesOn: signal =>
      signal.type === 'change' && signal.workspace_id === workspaceId,
    // A running query would return outdated numbers: refetch after the pause.
    run: () =>
      queries.isFetching({ queryKey: key }) === 0 &&
      queries.invalidateQueries({ queryKey: key }),
  });
}
