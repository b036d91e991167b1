import { useEffect, useRef } from 'react';

/** A list that is longer is not read again by itself: that would take many requests. */
const LIST_AT_MOST = 200;

/**
 * Reads the list of deliveries again whenever the webhook or its health, which
 * are read every few seconds, say that something has happened.
 *
 * @param signs - what changes when there is something new; the same until then
 */
export function useFollowDeliveries(
  signs: unknown,
  loaded: number,
  refetch: () => unknown,
): void {
  const latest = useRef({ loaded, refetch });
  latest.current = { loaded, refetch };
  const seen = useRef(signs);
  useEffect(() => {
    if (seen.current !== signs) {
      seen.current = signs;
      if (latest.current.loaded <= LIST_AT_MOST) {
        latest.current.refetch();
      }
    }
  }, [signs]);
}
