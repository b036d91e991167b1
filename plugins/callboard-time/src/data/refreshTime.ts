import { type Endpoint, endpoints } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import type { QueryClient } from '@tanstack/react-query';

/** The endpoints whose responses depend on worklogs. */
const timeReads = [
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
 * Refetches the data that depend on worklogs: weeks, days, totals, periods.
 *
 * @param known - an endpoint whose cached response is already up to date
 */
export function refreshTime(queries: QueryClient, known?: Endpoint): void {
  for (const endpoint of timeReads) {
    if (endpoint !== known) {
      queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
    }
  }
}
