import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf, useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';

/** Each answer counts a workspace: a busy one is not counted all the time. */
const QUIET = 3_000;

const key = queryKeyOf(endpoints.getAnalytics);

/** Counts again when something changes in a workspace. */
export function useLiveAnalytics(workspaceId: string): void {
  const queries = useQueryClient();
  useLiveSignal({
    topic: 'change',
    quiet: QUIET,
    wakesOn: signal =>
      signal.type === 'change' && signal.workspace_id === workspaceId,
    // What is being counted will be old: it is asked for again after the pause.
    act: () =>
      queries.isFetching({ queryKey: key }) === 0 &&
      queries.invalidateQueries({ queryKey: key }),
  });
}
