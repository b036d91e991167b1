import { useEffect, useState } from 'react';

/** Becomes true once `milliseconds` have passed since the first render. */
export function useDelay(milliseconds: number): boolean {
  const [passed, setPassed] = useState(milliseconds <= 0);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}
