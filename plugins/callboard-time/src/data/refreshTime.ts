import { endpoints, type Endpoint } from '@callboard/plugin-callboard-common';
import { getQueryKey, useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/** The endpoints whose responses depend on worklogs: weeks, days, totals, periods. */
const timeEndpoints = [
  endpoints.getTimesheet,
  endpoints.listWorklogs,
  endpoints.listWorklogsOfItem,
  endpoints.listTimeSuggestions,
  endpoints.getTimeSummary,
  endpoints.getProjectTimeSummary,
  endpoints.listEstimates,
  endpoints.getCapacity,
  endpoints.listPeriods,
  endpoints.getPeriod,
  endpoints.getPeriodHistory,
  endpoints.getPeriodChanges,
];

/**
 * Refetches the visible data that depends on worklogs.
 *
 * @param except - an endpoint that is not refetched
 */
export function refreshTime(queries: QueryClient, except?: Endpoint): void {
  for (const endpoint of timeEndpoints) {
    if (endpoint !== except) {
      queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
    }
  }
}

/**
 * Returns a function that refetches the visible data that depends on worklogs. Mutations call the
 * function after a failure, too: another person may have submitted or approved the week.
 *
 * @param changed - another endpoint whose response the mutation changes
 */
export function useRefreshTime(changed?: Endpoint): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    if (changed) {
      queries.invalidateQueries({ queryKey: getQueryKey(changed) });
    }
    refreshTime(queries);
  }, [queries, changed]);
}

const MIN_REFETCH_INTERVAL_MS = 2_000;

/** Capacity is expensive to compute, and worklogs change often. */
const MIN_CAPACITY_REFETCH_INTERVAL_MS = 30_000;

/** The entity types whose changes affect timesheets and day views. */
const liveEntityTypes: ReadonlySet<string> = new Set([
  'worklog',
  'period',
  'holiday',
  'time_off',
  'work_schedule',
  // Creating worklogs in bulk emits one signal, for the workspace.
  'workspace',
]);

/** Refetches worklog data when it changes elsewhere: in another tab, or through the timer. */
export function useLiveTime(workspaceId: string): void {
  const queries = useQueryClient();
  const capacityRefetchedAt = useRef(0);
  useLiveSignal({
    topic: 'change',
    pauseMs: MIN_REFETCH_INTERVAL_MS,
    isRelevant: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      liveEntityTypes.has(signal.entity_type),
    run: () => {
      const isCapacityDue =
        Date.now() - capacityRefetchedAt.current >=
        MIN_CAPACITY_REFETCH_INTERVAL_MS;
      if (isCapacityDue) {
        capacityRefetchedAt.current = Date.now();
      }
      refreshTime(queries, isCapacityDue ? undefined : endpoints.getCapacity);
    },
  });
}
