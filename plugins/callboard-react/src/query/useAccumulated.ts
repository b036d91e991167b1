import { useMemo, useRef } from 'react';

/**
 * Merges all responses so far. When a list grows, its last chunk is requested again, and the
 * earlier response stays in use meanwhile. Later responses replace earlier ones.
 *
 * @param answered - the current responses; a new map whenever they change
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
