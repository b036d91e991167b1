import type { Endpoint } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import type { QueryClient } from '@tanstack/react-query';
import { timeReads } from './timeReads';

/**
 * Reads again what changes with what is logged: weeks, days, sums, periods.
 *
 * @param known - a read whose answer is already as it is now, or new enough
 */
export function refreshTime(queries: QueryClient, known?: Endpoint): void {
  for (const endpoint of timeReads) {
    if (endpoint !== known) {
      queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) });
    }
  }
}
