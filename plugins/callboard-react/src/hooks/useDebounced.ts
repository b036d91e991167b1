import { useEffect, useState } from 'react';

/** Long enough that a word is asked for once, too short to be felt. */
const DEBOUNCE_MS = 150;

/**
 * A text that somebody types, as it was when they last paused: what to ask a
 * server for.
 *
 * @public
 */
export function useDebounced(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
