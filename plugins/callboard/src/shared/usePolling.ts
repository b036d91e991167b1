import { focusManager } from '@tanstack/react-query';
import { useEffect } from 'react';

/**
 * Refetches data at an interval while the page is visible. Does not cancel a running request, such
 * as a request for the next page of a list.
 *
 * @param refetch - must be the same function at every render
 * @param intervalMs - undefined to pause
 */
export function usePolling(
  refetch: (options: { cancelRefetch: boolean }) => unknown,
  intervalMs: number | undefined,
): void {
  useEffect(() => {
    if (intervalMs === undefined) {
      return undefined;
    }
    const timer = setInterval(
      () => focusManager.isFocused() && refetch({ cancelRefetch: false }),
      intervalMs,
    );
    return () => clearInterval(timer);
  }, [refetch, intervalMs]);
}
