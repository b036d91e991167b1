import {
  endpoints,
  type Analytics,
  type AnalyticsTab,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  type OwnWorkspace,
  getQueryKey,
  useLiveSignal,
} from '@callboard/plugin-callboard-react';
import { keepPreviousData, useQueryClient } from '@tanstack/react-query';

/** The minimum pause between refetches. Each makes the server aggregate a whole workspace. */
const REFETCH_PAUSE_MS = 3_000;

const analyticsKey = getQueryKey(endpoints.getAnalytics);

export function useLiveAnalytics(workspaceId: string): void {
  const queries = useQueryClient();
  useLiveSignal({
    topic: 'change',
    pauseMs: REFETCH_PAUSE_MS,
    isRelevant: signal =>
      signal.type === 'change' && signal.workspace_id === workspaceId,
    // The response of a running query may be outdated, so the refetch waits until the query ends.
    // Returning false repeats this function after the pause.
    run: () =>
      queries.isFetching({ queryKey: analyticsKey }) === 0 &&
      queries.invalidateQueries({ queryKey: analyticsKey }),
  });
}

export interface AnalyticsScope {
  workspace: OwnWorkspace;
  start: string;
  end: string;
  today: string;
  project?: string;
  /** The numbers cover only this department and its descendants. */
  department?: string;
}

export type AnalyticsOf<Tab extends AnalyticsTab> = Extract<
  Analytics,
  { tab: Tab }
>;

export function useAnalytics<Tab extends AnalyticsTab>(
  tab: Tab,
  scope: AnalyticsScope,
) {
  const { workspace, start, end, project, department } = scope;
  const { data, error, refetch, isPlaceholderData } = useCallboardQuery(
    endpoints.getAnalytics,
    {
      params: { slug: workspace.slug },
      query: {
        tab,
        start,
        end,
        ...(project && { project_ids: project }),
        ...(department && { department_ids: department }),
      },
    },
    { placeholderData: keepPreviousData },
  );
  return {
    data: data?.tab === tab ? (data as AnalyticsOf<Tab>) : undefined,
    error,
    refetch,
    /** Whether the data belongs to the previous filters, while data for the new filters loads. */
    isStale: isPlaceholderData,
  };
}
