import { useEffect, useRef } from 'react';

/** Runs a function each time that a value has changed since the first render. */
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
