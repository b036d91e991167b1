import { useEffect, useRef } from 'react';

/** Longer lists are not refetched automatically, because that takes many requests. */
const MAX_LISTED = 200;

/**
 * Refetches the list of deliveries when the webhook or its statistics, which are polled every few
 * seconds, change.
 *
 * @param revision - a value that changes with new deliveries, and is otherwise stable
 */
export function useFollowDeliveries(
  revision: unknown,
  loaded: number,
  refetch: () => unknown,
): void {
  const latest = useRef({ loaded, refetch });
  latest.current = { loaded, refetch };
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current !== revision) {
      seen.current = revision;
      if (latest.current.loaded <= MAX_LISTED) {
        latest.current.refetch();
      }
    }
  }, [revision]);
}
