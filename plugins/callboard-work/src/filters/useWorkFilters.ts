import { useUrlState } from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { rangeOf, rangeText, type Range } from './Range';
import {
  filterParameters,
  listFilters,
  rangeFilters,
  type ListFilter,
  type RangeFilter,
  type WorkFilters,
} from './WorkFilters';
import { workQueryOf, type WorkQuery } from './workQueryOf';

/** The filters in force, and the ways to others. */
export interface WorkFilterState {
  filters: WorkFilters;
  query: WorkQuery;
  set: (name: ListFilter, values: readonly string[]) => void;
  setRanges: (ranges: Record<RangeFilter, Range>) => void;
  setSearch: (text: string | undefined) => void;
  clear: () => void;
  /** How many filters are set. */
  count: number;
}

/** The filters in the address. */
export function useWorkFilters(): WorkFilterState {
  const { me, labels, cycles, modules } = useWorkProject();
  const [state, setState] = useUrlState(filterParameters);
  const filters = useMemo<WorkFilters>(() => {
    const lists = Object.fromEntries(
      listFilters.map(name => [name, state[name]?.split(',') ?? []]),
    ) as Record<ListFilter, string[]>;
    const ranges = Object.fromEntries(
      rangeFilters.map(name => [name, rangeOf(state[name])]),
    ) as Record<RangeFilter, Range>;
    return { ...lists, ...ranges, search: state.q };
  }, [state]);
  const query = useMemo(
    () => workQueryOf(filters, { me: me.user_ref, labels, cycles, modules }),
    [filters, me, labels, cycles, modules],
  );
  const set = useCallback(
    (name: ListFilter, values: readonly string[]) =>
      setState({ [name]: values.join(',') }),
    [setState],
  );
  const setRanges = useCallback(
    (ranges: Record<RangeFilter, Range>) =>
      setState(
        Object.fromEntries(
          rangeFilters.map(name => [name, rangeText(ranges[name])]),
        ),
      ),
    [setState],
  );
  const setSearch = useCallback(
    (text: string | undefined) => setState({ q: text }, { replace: true }),
    [setState],
  );
  const clear = useCallback(
    () =>
      setState(
        Object.fromEntries(filterParameters.map(name => [name, undefined])),
      ),
    [setState],
  );
  return {
    filters,
    query,
    set,
    setRanges,
    setSearch,
    clear,
    count: filterParameters.filter(name => state[name]).length,
  };
}
