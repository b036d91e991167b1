import { useMemo, useRef } from 'react';

/**
 * Returns callbacks that keep their identity between renders, and call those of the latest render.
 *
 * @param actions - must have the same names in every render
 */
export function useLatestCallbacks<
  Actions extends { [Name in keyof Actions]: (...values: never[]) => unknown },
>(actions: Actions): Actions {
  const latest = useRef(actions);
  latest.current = actions;
  return useMemo(() => {
    const names = Object.keys(latest.current) as Array<keyof Actions>;
    return Object.fromEntries(
      names.map(name => [
        name,
        (...values: never[]) => latest.current[name](...values),
      ]),
    ) as Actions;
  }, []);
}
