import { endpoints, type ResponseOf } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/** Loads suggested worklogs for a day, from all workspaces of the viewer. */
export function useSuggestions(
  date: string,
): UseQueryResult<ResponseOf<typeof endpoints.listTimeSuggestions>, Error> {
  return useCallboardQuery(
    endpoints.listTimeSuggestions,
    { query: { date } },
    { refetchOnWindowFocus: 'always' },
  );
}
