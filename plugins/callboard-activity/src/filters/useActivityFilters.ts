import {
  useUrlState,
  type ChosenDateRange,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import type { ActivityFilters } from './ActivityFilters';
import { filterParameters, parseActivityFilters } from './parseActivityFilters';
import { toFilterParameters } from './toFilterParameters';
import { getEffectiveRange } from './getEffectiveRange';
import type { ViewDefaults } from './ViewDefaults';

/** The filters of a view and how to change them. */
export interface FilterState {
  filters: ActivityFilters;
  /** The effective range, also without a choice of the person. */
  range: ChosenDateRange;
  /** Whether page views are hidden. */
  hidesViews: boolean;
  defaults: ViewDefaults;
  /** Changes some filters; undefined removes one. */
  change: (patch: Partial<ActivityFilters>) => void;
  clear: () => void;
  /** Whether any filter differs from the default. */
  isFiltered: boolean;
}

/** A change of filters closes the open row, which belongs to the old list. */
const parameters = [...filterParameters, 'row'] as const;

/**
 * The filters that are in force: those in the address.
 *
 * @param defaults - must keep their identity between renders
 */
export function useActivityFilters(defaults: ViewDefaults): FilterState {
  const [state] = useUrlState(filterParameters);
  const [, setState] = useUrlState(parameters);
  const filters = useMemo(
    () => parseActivityFilters(state, defaults),
    [state, defaults],
  );
  const change = useCallback(
    (patch: Partial<ActivityFilters>) =>
      setState({
        ...toFilterParameters({ ...filters, ...patch }, defaults),
        row: undefined,
      }),
    [filters, setState, defaults],
  );
  const clear = useCallback(
    () =>
      setState({
        ...toFilterParameters({}, defaults),
        row: undefined,
      }),
    [setState, defaults],
  );
  const range = useMemo(
    () => getEffectiveRange(filters, defaults.range),
    [filters, defaults],
  );
  return {
    filters,
    range,
    hidesViews: filters.views
      ? filters.views === 'false'
      : Boolean(defaults.hidesViews),
    defaults,
    change,
    clear,
    isFiltered: Object.keys(filters).length > 0,
  };
}
