import { endpoints, type Endpoint } from '@callboard/plugin-callboard-common';
import {
  invalidateEndpoints,
  useLiveSignal,
} from '@callboard/plugin-callboard-react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/** The endpoints whose responses depend on worklogs or adjustments. */
const timeEndpoints = [
  endpoints.getTimesheet,
  endpoints.listWorklogs,
  endpoints.listWorklogsOfItem,
  endpoints.listTimeSuggestions,
  endpoints.getTimeSummary,
  endpoints.getProjectTimeSummary,
  endpoints.listEstimates,
  endpoints.getCapacity,
  endpoints.getTimeBalance,
  endpoints.listTimeBalances,
  endpoints.listTimeAdjustments,
  endpoints.listPeriods,
  endpoints.getPeriod,
  endpoints.getPeriodHistory,
  endpoints.getPeriodChanges,
];

/** Refetches the visible data that depends on worklogs, without the endpoints `except`. */
export function refreshTime(
  queries: QueryClient,
  except: readonly Endpoint[] = [],
): void {
  void invalidateEndpoints(
    queries,
    timeEndpoints.filter(endpoint => !except.includes(endpoint)),
  );
}

/**
 * Refetches the visible data that depends on worklogs. Mutations must also call this after a
 * failure, because another person may have submitted or approved the week.
 *
 * @param changed - another endpoint whose response the mutation changes
 */
export function useRefreshTime(changed?: Endpoint): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    void invalidateEndpoints(queries, changed ? [changed] : []);
    refreshTime(queries);
  }, [queries, changed]);
}

const MIN_REFETCH_INTERVAL_MS = 2_000;

/** Reports about many people or days are expensive to compute, and worklogs change often. */
const MIN_REPORT_REFETCH_INTERVAL_MS = 30_000;

const reportEndpoints: readonly Endpoint[] = [
  endpoints.getCapacity,
  endpoints.getTimeBalance,
  endpoints.listTimeBalances,
];

const liveEntityTypes: ReadonlySet<string> = new Set([
  'worklog',
  'period',
  'holiday',
  'time_off',
  'work_schedule',
  'time_adjustment',
  'leave_entitlement',
  // Creating worklogs in bulk emits one signal, for the workspace.
  'workspace',
]);

/** Refetches worklog data when it changes in another tab or by another person. */
export function useLiveTime(workspaceId: string): void {
  const queries = useQueryClient();
  const reportsRefetchedAt = useRef(0);
  useLiveSignal({
    topic: 'change',
    pauseMs: MIN_REFETCH_INTERVAL_MS,
    isRelevant: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      liveEntityTypes.has(signal.entity_type),
    run: () => {
      const areReportsDue =
        Date.now() - reportsRefetchedAt.current >=
        MIN_REPORT_REFETCH_INTERVAL_MS;
      if (areReportsDue) {
        reportsRefetchedAt.current = Date.now();
      }
      refreshTime(queries, areReportsDue ? [] : reportEndpoints);
    },
  });
}
