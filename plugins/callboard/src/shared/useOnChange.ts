import { useEffect, useRef } from 'react';

/** Runs a function whenever a value changes, but not on the first render. */
export function useOnChange(value: unknown, run: () => void): void {
  const latestRun = useRef(run);
  latestRun.current = run;
  const lastValue = useRef(value);
  useEffect(() => {
    if (lastValue.current !== value) {
      lastValue.current = value;
      latestRun.current();
    }
  }, [value]);
}
