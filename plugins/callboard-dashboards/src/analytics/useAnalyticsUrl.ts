import {
  calendarDate,
  datePreset,
  uuid,
} from '@callboard/plugin-callboard-common';
import {
  useUrlState,
  type ChosenDateRange,
  type UrlState,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { analyticsTabNames, type AnalyticsTabName } from './analyticsTabs';

/** The default range. */
const USUAL: ChosenDateRange = { preset: 'last_30_days' };

/** The filter parameters of the address. */
const filters = ['range', 'start', 'end', 'project', 'department'] as const;

const parameters = [...filters, 'tab'] as const;

/** The state of the page in the address. */
export interface AnalyticsUrl {
  tab: AnalyticsTabName;
  range: ChosenDateRange;
  project?: string;
  department?: string;
  isFiltered: boolean;
  set: (patch: {
    range?: ChosenDateRange;
    project?: string;
    department?: string;
  }) => void;
  clear: () => void;
}

/** Addresses are typed, cut and shared: invalid values count as absent. */
function parseRange(
  address: UrlState<'range' | 'start' | 'end'>,
): ChosenDateRange {
  const { range, start, end } = address;
  const preset = datePreset.safeParse(range);
  if (preset.success) {
    return { preset: preset.data };
  }
  const isRange =
    range === 'custom' &&
    calendarDate.safeParse(start).success &&
    calendarDate.safeParse(end).success &&
    start! <= end!;
  return isRange ? { preset: 'custom', start, end } : USUAL;
}

const parseId = (text: string | undefined) =>
  uuid.safeParse(text).success ? text : undefined;

/** The tab that the address names, and the filters. */
export function useAnalyticsUrl(): AnalyticsUrl {
  const [state, setState] = useUrlState(parameters);
  const set = useCallback<AnalyticsUrl['set']>(
    ({ range, ...patch }) =>
      setState({
        ...patch,
        ...(range && {
          range: range.preset === USUAL.preset ? undefined : range.preset,
          start: range.start,
          end: range.end,
        }),
      }),
    [setState],
  );
  const clear = useCallback(
    () => setState(Object.fromEntries(filters.map(name => [name, undefined]))),
    [setState],
  );
  return useMemo(
    () => ({
      tab: analyticsTabNames.find(name => name === state.tab) ?? 'overview',
      range: parseRange(state),
      project: parseId(state.project),
      department: parseId(state.department),
      isFiltered: filters.some(name => state[name] !== undefined),
      set,
      clear,
    }),
    [state, set, clear],
  );
}
