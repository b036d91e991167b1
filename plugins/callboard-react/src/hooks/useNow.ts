import { useEffect, useState } from 'react';

/** The current instant in milliseconds, updated at an interval. @public */
export function useNow(everyMilliseconds: number = 60_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
