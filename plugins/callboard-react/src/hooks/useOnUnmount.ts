import { useEffect, useRef } from 'react';
import { useIsMounted } from './useIsMounted';

/**
 * Calls `action` after the component has unmounted. Fields that save on blur need it: React reports
 * no blur of a field that has the focus when it unmounts, for example because the browser's Back
 * button closes its page.
 *
 * @internal
 */
export function useOnUnmount(action: () => void): void {
  const latest = useRef(action);
  latest.current = action;
  const isMounted = useIsMounted();
  useEffect(
    () => () => {
      // In strict mode, React mounts the component again at once.
      queueMicrotask(() => {
        if (!isMounted.current) {
          latest.current();
        }
      });
    },
    [isMounted],
  );
}
