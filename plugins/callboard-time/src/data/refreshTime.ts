import type { Endpoint } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import type { QueryClient } from '@tanstack/react-query';
import { timeReads } from './timeReads';

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
