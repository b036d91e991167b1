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
  useLiveSignal,
} from '@callboard/plugin-callboard-react';
import {
  useQuery,
  type UseQueryResult,
  useQueryClient,
} from '@tanstack/react-query';

const DATE_HEADER_RESOLUTION_MS = 1_000;

/**
 * Estimates how far a server's clock is ahead of the browser's, in milliseconds; negative if it is
 * behind, 0 if both clocks may be equal.
 *
 * @param date - the response header `Date`; null if the browser hides it
 * @param sent - when the request was sent, by the browser's clock, in milliseconds since 1970
 * @param received - when the response arrived, by the same clock
 */
export function estimateClockOffset(
  date: string | null,
  sent: number,
  received: number,
): number {
  const serverTime = Date.parse(date ?? '');
  if (Number.isNaN(serverTime)) {
    return 0;
  }
  const minOffset = serverTime - received;
  const maxOffset = serverTime + DATE_HEADER_RESOLUTION_MS - sent;
  return minOffset <= 0 && maxOffset >= 0
    ? 0
    : Math.round((minOffset + maxOffset) / 2);
}

const TIMER_STALE_MS = 5 * 60_000;

/** The status codes of a backend that has no timers, or does not know the user. */
const NO_TIMER_STATUSES = [401, 404];

export const timerKey = getQueryKey(endpoints.getTimer, {});

export interface LoadedTimer {
  timer: Timer | null;
  /** How far the server's clock is ahead of the browser's, in milliseconds. */
  clockOffset: number;
}

/** Loads the timer, in one request for the whole portal. `GlobalTimeFeatures` refetches it. */
export function useTimer(): UseQueryResult<LoadedTimer, Error> {
  const client = useCallboardClient();
  const isSignedIn = useIsSignedIn();
  return useQuery<LoadedTimer, Error>({
    queryKey: timerKey,
    queryFn: async ({ signal }) => {
      const sent = Date.now();
      const response = await client.fetch(endpoints.getTimer, { signal });
      const clockOffset = estimateClockOffset(
        response.headers.get('date'),
        sent,
        Date.now(),
      );
      const { timer }: ResponseOf<typeof endpoints.getTimer> =
        await response.json();
      return { timer, clockOffset };
    },
    // A loaded timer is refetched even after such a status, because a restarting backend may have
    // sent it.
    enabled: ({ state }) =>
      isSignedIn &&
      (state.data !== undefined ||
        !NO_TIMER_STATUSES.includes(getErrorStatus(state.error) ?? 0)),
    staleTime: TIMER_STALE_MS,
    refetchOnWindowFocus: 'always',
  });
}

const REFETCH_PAUSE_MS = 400;

const isTimer = ({ entity_type }: { entity_type: string }) =>
  entity_type === 'timer';

export function useLiveTimer(): void {
  const queries = useQueryClient();
  useLiveSignal({
    topic: 'change',
    pauseMs: REFETCH_PAUSE_MS,
    isRelevant: signal => signal.type === 'change' && isTimer(signal),
    run: () => queries.invalidateQueries({ queryKey: timerKey }),
  });
}
