import {
  useUrlState,
  type DateRangePreset,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import type { ActivityFilters } from './ActivityFilters';
import { filterParameters, filtersFromUrl } from './filtersFromUrl';
import { filtersToUrl } from './filtersToUrl';

/** The filters of a view and how to change them. */
export interface FilterState {
  filters: ActivityFilters;
  /** Changes some filters and keeps the others; undefined takes one away. */
  change: (patch: Partial<ActivityFilters>) => void;
  clear: () => void;
  /** Whether anything but the default is set. */
  isFiltered: boolean;
}

/** The filters that are in force: those in the address. */
export function useActivityFilters(defaultRange: DateRangePreset): FilterState {
  const [state, setState] = useUrlState(filterParameters);
  const filters = useMemo(
    () => filtersFromUrl(state, defaultRange),
    [state, defaultRange],
  );
  const change = useCallback(
    (patch: Partial<ActivityFilters>) =>
      setState(filtersToUrl({ ...filters, ...patch }, defaultRange)),
    [filters, setState, defaultRange],
  );
  const clear = useCallback(
    () =>
      setState(filtersToUrl({ range: { preset: defaultRange } }, defaultRange)),
    [setState, defaultRange],
  );
  const isFiltered =
    Object.keys(filters).length > 1 || filters.range.preset !== defaultRange;
  return { filters, change, clear, isFiltered };
}
