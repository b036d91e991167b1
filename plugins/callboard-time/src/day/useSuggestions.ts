import { endpoints, type ResponseOf } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/** What could be logged of a day, in all workspaces of the reader. */
export function useSuggestions(
  date: string,
): UseQueryResult<ResponseOf<typeof endpoints.listTimeSuggestions>, Error> {
  return useCallboardQuery(
    endpoints.listTimeSuggestions,
    { query: { date } },
    { refetchOnWindowFocus: 'always' },
  );
}
