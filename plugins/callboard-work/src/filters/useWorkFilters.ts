import { useUrlState } from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { useWorkProject } from '../data/WorkProject';
import {
  parseFilterRange,
  formatRange,
  type Range,
  filterParameters,
  listFilters,
  rangeFilters,
  type ListFilter,
  type RangeFilter,
  type WorkFilters,
} from './WorkFilters';
import { OPEN_GROUPS, buildWorkQuery } from './workQuery';

/**
 * The URL parameters of the member filters in the settings. They replace `q` and `role`, the
 * defaults of `useMemberFilter`, because the item search uses `q`.
 */
export const memberParameters = ['member', 'member_role'] as const;

const viewParameters = ['view', ...memberParameters] as const;

export type WorkView = 'list' | 'board' | 'settings' | 'import';

/** The view in the URL; the list by default. Leaving the settings clears the member filters. */
export function useWorkView(): [WorkView, (view: WorkView) => void] {
  const [{ view }, setState] = useUrlState(viewParameters);
  return [
    view === 'board' || view === 'settings' || view === 'import'
      ? view
      : 'list',
    next =>
      setState({
        ...(next !== 'settings' && {
          member: undefined,
          member_role: undefined,
        }),
        view: next === 'list' ? undefined : next,
      }),
  ];
}

const urlParameters = [...filterParameters, 'show'] as const;

function toShowParameter(
  isOpenOnly: boolean,
  isOpenOnlyByDefault: boolean,
): string | undefined {
  if (isOpenOnly === isOpenOnlyByDefault) {
    return undefined;
  }
  return isOpenOnly ? 'open' : 'all';
}

export function useWorkFilters() {
  const { me, states, labels, cycles, modules } = useWorkProject();
  const [view] = useWorkView();
  const [state, setState] = useUrlState(urlParameters);
  const isOpenOnlyByDefault = view !== 'board';
  const isOpenOnly = state.show ? state.show === 'open' : isOpenOnlyByDefault;
  const filters = useMemo<WorkFilters>(() => {
    const lists = Object.fromEntries(
      listFilters.map(name => [name, state[name]?.split(',') ?? []]),
    ) as Record<ListFilter, string[]>;
    const ranges = Object.fromEntries(
      rangeFilters.map(name => [name, parseFilterRange(state[name])]),
    ) as Record<RangeFilter, Range>;
    return { ...lists, ...ranges, search: state.q, isOpenOnly };
  }, [state, isOpenOnly]);
  const query = useMemo(
    () =>
      buildWorkQuery(filters, {
        me: me.user_ref,
        states,
        labels,
        cycles,
        modules,
      }),
    [filters, me, states, labels, cycles, modules],
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
          rangeFilters.map(name => [name, formatRange(ranges[name])]),
        ),
      ),
    [setState],
  );
  const setSearch = useCallback(
    (text: string | undefined) => setState({ q: text }, { replace: true }),
    [setState],
  );
  const setOpenOnly = useCallback(
    (isOn: boolean) =>
      setState({
        show: toShowParameter(isOn, isOpenOnlyByDefault),
        // Filters by state would contradict `show=open`.
        ...(isOn && { state: undefined, group: undefined }),
      }),
    [setState, isOpenOnlyByDefault],
  );
  const clear = useCallback(
    (options?: { isOpenOnly: boolean }) =>
      setState({
        ...Object.fromEntries(filterParameters.map(name => [name, undefined])),
        ...(options && {
          show: toShowParameter(options.isOpenOnly, isOpenOnlyByDefault),
        }),
      }),
    [setState, isOpenOnlyByDefault],
  );
  return {
    filters,
    query,
    set,
    setRanges,
    setSearch,
    /**
     * Whether completed and cancelled items are hidden. Unlike `filters.isOpenOnly`, false if a
     * filter by state or group overrides it.
     */
    isOpenOnly: query.state_group === OPEN_GROUPS.join(','),
    setOpenOnly,
    /** Removes all filters; sets `isOpenOnly` if given. */
    clear,
    count: filterParameters.filter(name => state[name]).length,
  };
}

export type WorkFilterState = ReturnType<typeof useWorkFilters>;
