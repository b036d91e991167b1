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

/** With the filters, the open row goes: it is of the list as it was. */
const parameters = [...filterParameters, 'row'] as const;

/** The filters that are in force: those in the address. */
export function useActivityFilters(defaultRange: DateRangePreset): FilterState {
  const [state] = useUrlState(filterParameters);
  const [, setState] = useUrlState(parameters);
  const filters = useMemo(
    () => filtersFromUrl(state, defaultRange),
    [state, defaultRange],
  );
  const change = useCallback(
    (patch: Partial<ActivityFilters>) =>
      setState({
        ...filtersToUrl({ ...filters, ...patch }, defaultRange),
        row: undefined,
      }),
    [filters, setState, defaultRange],
  );
  const clear = useCallback(
    () =>
      setState({
        ...filtersToUrl({ range: { preset: defaultRange } }, defaultRange),
        row: undefined,
      }),
    [setState, defaultRange],
  );
  const isFiltered =
    Object.keys(filters).length > 1 || filters.range.preset !== defaultRange;
  return { filters, change, clear, isFiltered };
}
