import { useMemo, useRef } from 'react';

/**
 * Callbacks that stay the same between renders, and call those of the latest render.
 *
 * @param acts - must have the same names in every render
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
