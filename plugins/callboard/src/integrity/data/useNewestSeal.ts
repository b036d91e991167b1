import {
  endpoints,
  type ActivitySeal,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

const POLL = 15_000;

/** The newest integrity checkpoint, refetched every 15 seconds; null if none exists. */
export function useNewestSeal(): UseQueryResult<ActivitySeal | null, Error> {
  const newest = useCallboardQuery(
    endpoints.listActivitySeals,
    { query: { limit: 1 } },
    { refetchInterval: POLL, staleTime: 0 },
  );
  return {
    ...newest,
    data: newest.data && (newest.data.items[0] ?? null),
  } as UseQueryResult<ActivitySeal | null, Error>;
}
