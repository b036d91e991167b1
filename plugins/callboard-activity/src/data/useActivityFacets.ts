import {
  useCallboardQuery,
  type ReadInput,
} from '@callboard/plugin-callboard-react';
import { keepPreviousData } from '@tanstack/react-query';
import type { ActivityQuery } from '../filters/toActivityQuery';
import type { ActivityScope } from './ActivityScope';

/**
 * Loads the filter options: every value in the range, regardless of the other filters, so that one
 * choice does not remove the other options.
 */
export function useActivityFacets(
  scope: ActivityScope,
  query: ActivityQuery & { workspace_id?: string },
) {
  const { start, end, tz, workspace_id } = query;
  return useCallboardQuery(
    scope.endpoints.facets,
    {
      query: { ...scope.within, start, end, tz, workspace_id },
    } as ReadInput<ActivityScope['endpoints']['facets']>,
    { staleTime: 60_000, placeholderData: keepPreviousData },
  );
}
