import { useUrlState } from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { listFilters, type ListFilter, type WorkFilters } from './WorkFilters';
import { workQueryOf, type WorkQuery } from './workQueryOf';

const parameters = [...listFilters, 'q'] as const;

/** The filters in force, and the ways to others. */
export interface WorkFilterState {
  filters: WorkFilters;
  query: WorkQuery;
  set: (name: ListFilter, values: readonly string[]) => void;
  setSearch: (text: string | undefined) => void;
  clear: () => void;
  /** How many filters are set. */
  count: number;
}

/** The filters in the address. */
export function useWorkFilters(): WorkFilterState {
  const { me, labels, cycles, modules } = useWorkProject();
  const [state, setState] = useUrlState(parameters);
  const filters = useMemo<WorkFilters>(() => {
    const lists = Object.fromEntries(
      listFilters.map(name => [name, state[name]?.split(',') ?? []]),
    ) as Record<ListFilter, string[]>;
    return { ...lists, search: state.q };
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
  const setSearch = useCallback(
    (text: string | undefined) => setState({ q: text }, { replace: true }),
    [setState],
  );
  const clear = useCallback(
    () =>
      setState(Object.fromEntries(parameters.map(name => [name, undefined]))),
    [setState],
  );
  return {
    filters,
    query,
    set,
    setSearch,
    clear,
    count: parameters.filter(name => state[name]).length,
  };
}
