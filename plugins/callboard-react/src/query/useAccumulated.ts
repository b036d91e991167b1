import { useMemo, useRef } from 'react';

/**
 * Merges all answers so far. When a list grows, its last chunk is requested again,
 * and the earlier answer stays in use meanwhile. Later answers replace earlier
 * ones.
 *
 * @param answered - the current answers; a new map whenever they change
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
