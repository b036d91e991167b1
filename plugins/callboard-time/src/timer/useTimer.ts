import {
  endpoints,
  type ResponseOf,
  type Timer,
} from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  statusOf,
  useCallboardClient,
  useIsSignedIn,
} from '@callboard/plugin-callboard-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { aheadOf } from './aheadOf';

const FIVE_MINUTES = 5 * 60_000;

/** What the backend answers that has no timers, or does not know the person. */
const ABSENT = [401, 404];

/** What somebody's timer is kept under. */
export const timerKey = queryKeyOf(endpoints.getTimer, {});

/** Somebody's timer, and by which clock it runs. */
export interface KnownTimer {
  timer: Timer | null;
  /** How far the server's clock is ahead of this one, in milliseconds. */
  ahead: number;
}

/**
 * The timer of whoever is signed in. All of the portal that shows it shares this one
 * request; `Everywhere` asks anew when something has changed.
 */
export function useTimer(): UseQueryResult<KnownTimer, Error> {
  const client = useCallboardClient();
  const isSignedIn = useIsSignedIn();
  return useQuery<KnownTimer, Error>({
    queryKey: timerKey,
    queryFn: async ({ signal }) => {
      const sent = Date.now();
      const response = await client.fetch(endpoints.getTimer, { signal });
      const ahead = aheadOf(response.headers.get('date'), sent, Date.now());
      const { timer }: ResponseOf<typeof endpoints.getTimer> =
        await response.json();
      return { timer, ahead };
    },
    enabled: ({ state }) =>
      isSignedIn && !ABSENT.includes(statusOf(state.error) ?? 0),
    staleTime: FIVE_MINUTES,
    refetchOnWindowFocus: 'always',
  });
}
