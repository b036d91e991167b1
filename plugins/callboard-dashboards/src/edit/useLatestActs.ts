import { useMemo, useRef } from 'react';

/**
 * The same acts at each draw, which do what those of the latest draw do.
 *
 * @param acts - always of the same names
 */
export function useLatestActs<
  Acts extends { [Name in keyof Acts]: (...values: never[]) => unknown },
>(acts: Acts): Acts {
  const latest = useRef(acts);
  latest.current = acts;
  return useMemo(() => {
    const names = Object.keys(latest.current) as Array<keyof Acts>;
    return Object.fromEntries(
      names.map(name => [
        name,
        (...values: never[]) => latest.current[name](...values),
      ]),
    ) as Acts;
  }, []);
}
