import type { AnalyticsTab } from '@callboard/plugin-callboard-common';
import {
  useUrlState,
  type ChosenDateRange,
  toDateBounds,
  useZoneToday,
  useWeekStart,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { parseId, parseRange } from '../view/useDashboardUrl';
import type { AnalyticsScope } from './useAnalytics';

const analyticsTabs = {
  overview: 'overview',
  work: 'work-items',
  people: 'people',
  time: 'time',
} as const satisfies Record<string, AnalyticsTab>;

export type AnalyticsTabName = keyof typeof analyticsTabs;

export const analyticsTabNames = Object.keys(
  analyticsTabs,
) as AnalyticsTabName[];

/**
 * The scope of the page. A named range such as `this_month` ends today at the latest, because the
 * server compares it with equally many earlier days.
 */
export function useAnalyticsScope(
  workspace: OwnWorkspace,
  filters: { range: ChosenDateRange; project?: string; department?: string },
) {
  const { range, project, department } = filters;
  const weekStart = useWeekStart(workspace.slug);
  const today = useZoneToday(workspace.timezone);
  const scope = useMemo((): AnalyticsScope => {
    const { start = today, end = today } = toDateBounds(
      range,
      today,
      weekStart,
    );
    return { workspace, start, end, today, project, department };
  }, [workspace, range, today, project, department, weekStart]);
  return { scope, weekStart };
}

const DEFAULT_RANGE: ChosenDateRange = { preset: 'last_30_days' };

const filterParameters = [
  'range',
  'start',
  'end',
  'project',
  'department',
] as const;

const parameters = [...filterParameters, 'tab'] as const;

export function useAnalyticsUrl() {
  const [state, setState] = useUrlState(parameters);
  return useMemo(() => {
    const range = parseRange(state);
    return {
      tab: analyticsTabNames.find(name => name === state.tab) ?? 'overview',
      // Unlike dashboards, this page ignores `start` and `end` without `range=custom`.
      range: range && range.preset === state.range ? range : DEFAULT_RANGE,
      project: parseId(state.project),
      department: parseId(state.department),
      isFiltered: filterParameters.some(name => state[name] !== undefined),
      set: ({
        range: chosen,
        ...patch
      }: {
        range?: ChosenDateRange;
        project?: string;
        department?: string;
      }) =>
        setState({
          ...patch,
          ...(chosen && {
            range:
              chosen.preset === DEFAULT_RANGE.preset
                ? undefined
                : chosen.preset,
            start: chosen.start,
            end: chosen.end,
          }),
        }),
      clear: () =>
        setState(
          Object.fromEntries(filterParameters.map(name => [name, undefined])),
        ),
    };
  }, [state, setState]);
}

export type AnalyticsUrl = ReturnType<typeof useAnalyticsUrl>;
