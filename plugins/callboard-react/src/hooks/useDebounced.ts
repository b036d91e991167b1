import { useEffect, useState } from 'react';

/** Long enough to send one request per word, too short to be noticed. */
const DEBOUNCE_MS = 150;

/** Returns a text after typing has paused, to send to a server. @public */
export function useDebounced(text: string): string {
  const [debounced, setDebounced] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(text), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return debounced;
}
