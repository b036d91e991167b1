import {
  calendarDate,
  datePreset,
  uuid,
  type AnalyticsTab,
} from '@callboard/plugin-callboard-common';
import {
  useUrlState,
  type ChosenDateRange,
  type UrlState,
  toDateBounds,
  useZoneToday,
  useWeekStart,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import type { AnalyticsScope } from './useAnalytics';

/** Maps the tab name in the URL to the tab name in the API. */
const analyticsTabs = {
  overview: 'overview',
  work: 'work-items',
  people: 'people',
  time: 'time',
} as const satisfies Record<string, AnalyticsTab>;

/** The name of a tab in the URL. */
export type AnalyticsTabName = keyof typeof analyticsTabs;

/** All tabs, in order. */
export const analyticsTabNames = Object.keys(
  analyticsTabs,
) as AnalyticsTabName[];

/**
 * Returns the days of a range in a workspace. A named range never ends after today, so that the
 * days so far are compared with the same number of earlier days.
 */
export function useAnalyticsScope(
  workspace: OwnWorkspace,
  filters: { range: ChosenDateRange; project?: string; department?: string },
): {
  scope: AnalyticsScope;
  /** 1 for Monday to 7 for Sunday. */
  weekStart: number;
} {
  const { range, project, department } = filters;
  const weekStart = useWeekStart(workspace.slug);
  const today = useZoneToday(workspace.timezone);
  const scope = useMemo(() => {
    const { start = today, end = today } = toDateBounds(
      range,
      today,
      weekStart,
    );
    return { workspace, start, end, today, project, department };
  }, [workspace, range, today, project, department, weekStart]);
  return { scope, weekStart };
}

/** The default range. */
const DEFAULT_RANGE: ChosenDateRange = { preset: 'last_30_days' };

/** The filter parameters of the address. */
const filterParameters = [
  'range',
  'start',
  'end',
  'project',
  'department',
] as const;

const parameters = [...filterParameters, 'tab'] as const;

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

/** Reads the range from the URL. Users can edit URLs, so invalid values count as absent. */
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
  return isRange ? { preset: 'custom', start, end } : DEFAULT_RANGE;
}

const parseId = (text: string | undefined) =>
  uuid.safeParse(text).success ? text : undefined;

/** Reads the tab and the filters from the URL. */
export function useAnalyticsUrl(): AnalyticsUrl {
  const [state, setState] = useUrlState(parameters);
  const set = useCallback<AnalyticsUrl['set']>(
    ({ range, ...patch }) =>
      setState({
        ...patch,
        ...(range && {
          range:
            range.preset === DEFAULT_RANGE.preset ? undefined : range.preset,
          start: range.start,
          end: range.end,
        }),
      }),
    [setState],
  );
  const clear = useCallback(
    () =>
      setState(
        Object.fromEntries(filterParameters.map(name => [name, undefined])),
      ),
    [setState],
  );
  return useMemo(
    () => ({
      tab: analyticsTabNames.find(name => name === state.tab) ?? 'overview',
      range: parseRange(state),
      project: parseId(state.project),
      department: parseId(state.department),
      isFiltered: filterParameters.some(name => state[name] !== undefined),
      set,
      clear,
    }),
    [state, set, clear],
  );
}
