import {
  endpoints,
  type ResponseOf,
  type Timer,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  getErrorStatus,
  useCallboardClient,
  useIsSignedIn,
} from '@callboard/plugin-callboard-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { estimateClockOffset } from './estimateClockOffset';

const FIVE_MINUTES = 5 * 60_000;

/** Status codes if the backend has no timers, or does not know the person. */
const ABSENT = [401, 404];

/** The query key of the person's timer. */
export const timerKey = getQueryKey(endpoints.getTimer, {});

/** The person's timer, and the offset of the server's clock. */
export interface KnownTimer {
  timer: Timer | null;
  /** How far the server's clock is ahead of the browser's, in milliseconds. */
  ahead: number;
}

/**
 * Loads the signed-in person's timer. All parts of the portal share one request; `Everywhere`
 * refetches it after changes.
 */
export function useTimer(): UseQueryResult<KnownTimer, Error> {
  const client = useCallboardClient();
  const isSignedIn = useIsSignedIn();
  return useQuery<KnownTimer, Error>({
    queryKey: timerKey,
    queryFn: async ({ signal }) => {
      const sent = Date.now();
      const response = await client.fetch(endpoints.getTimer, { signal });
      const ahead = estimateClockOffset(
        response.headers.get('date'),
        sent,
        Date.now(),
      );
      const { timer }: ResponseOf<typeof endpoints.getTimer> =
        await response.json();
      return { timer, ahead };
    },
    enabled: ({ state }) =>
      isSignedIn && !ABSENT.includes(getErrorStatus(state.error) ?? 0),
    staleTime: FIVE_MINUTES,
    refetchOnWindowFocus: 'always',
  });
}
