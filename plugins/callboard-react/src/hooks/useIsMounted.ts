import { useEffect, useRef, type RefObject } from 'react';

/**
 * Returns a ref that is true while the component is mounted. After a slow request, it tells whether
 * the user is still there: navigating after they left would take them back.
 *
 * @internal
 */
export function useIsMounted(): RefObject<boolean> {
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  return isMounted;
}
