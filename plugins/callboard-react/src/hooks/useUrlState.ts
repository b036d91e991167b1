import { useCallback, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';

/** @public */
export type UrlState<Name extends string> = { [K in Name]?: string };

/** @public */
export type SetUrlState<Name extends string> = (
  patch: { [K in Name]?: string | undefined },
  options?: { replace?: boolean },
) => void;

/**
 * State in the URL, so that it can be shared, bookmarked and navigated with Back. Other query
 * parameters stay unchanged. An empty value removes its parameter.
 *
 * @param names - the query parameters; must not change between calls
 * @public
 */
export function useUrlState<Name extends string>(
  names: readonly Name[],
): [UrlState<Name>, SetUrlState<Name>] {
  const [search, setSearch] = useSearchParams();
  const values: UrlState<Name> = {};
  for (const name of names) {
    const value = search.get(name);
    if (value) {
      values[name] = value;
    }
  }
  // The object is stable while these parameters do not change.
  const text = JSON.stringify(values);
  const state = useMemo<UrlState<Name>>(() => JSON.parse(text), [text]);
  // `setSearch` changes the parameters at its render. Messages and slow requests call `set` later,
  // and must not restore parameters that have changed since.
  const latestSetSearch = useRef(setSearch);
  latestSetSearch.current = setSearch;
  const set = useCallback<SetUrlState<Name>>(
    (patch, options) =>
      latestSetSearch.current(current => {
        const next = new URLSearchParams(current);
        for (const [name, value] of Object.entries<string | undefined>(patch)) {
          if (value) {
            next.set(name, value);
          } else {
            next.delete(name);
          }
        }
        return next;
      }, options),
    [],
  );
  return [state, set];
}
