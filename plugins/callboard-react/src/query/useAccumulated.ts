import { useMemo, useRef } from 'react';

/**
 * What has been answered so far: where a list grows, its last part is asked for
 * anew, and what was known of it stays known meanwhile. A later answer replaces an
 * earlier one.
 *
 * @param answered - the current answers; another map whenever there are others
 */
export function useAccumulated<Value>(
  answered: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const known = useRef(answered);
  return useMemo(() => {
    known.current = new Map([...known.current, ...answered]);
    return known.current;
  }, [answered]);
}
