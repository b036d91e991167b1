import {
  Analytics,
  NumberBar,
  WidgetBars,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { mapValues } from 'lodash';

/** The widget types that show a tab of the analytics. */
export const analyticsTabs: Partial<
  Record<WidgetType, 'overview' | 'work-items'>
> = { analytics_overview: 'overview', project_stats: 'work-items' };

type AnalyticsBars = Pick<
  WidgetBars,
  'data' | 'schema' | 'total' | 'truncated'
>;

type Overview = Extract<Analytics, { tab: 'overview' }>;
type ProjectAnalytics = Extract<Analytics, { tab: 'work-items' }>;

/** Converts a tab of the analytics to widget bars. */
export function toAnalyticsBars(
  analytics: Overview | ProjectAnalytics,
): AnalyticsBars {
  return analytics.tab === 'overview'
    ? toOverviewBars(analytics)
    : toProjectBars(analytics);
}

const overviewNames = {
  projects: 'Projects',
  members: 'Members',
  work_items: 'Work items',
  completed: 'Completed',
  cycles: 'Cycles',
  modules: 'Modules',
  logged_minutes: 'Logged time',
} as const;

/** Returns one bar per metric of the overview. */
function toOverviewBars(overview: Overview): AnalyticsBars {
  const entries = Object.entries(overviewNames) as Array<
    [keyof typeof overviewNames, string]
  >;
  return {
    data: entries.map(([key, name]): NumberBar => {
      const { count, filter_count } = overview[key];
      return { key, name, count, previous: filter_count };
    }),
    schema: { previous: 'Previous period' },
    // Items and minutes cannot be added.
    total: null,
  };
}

/** Returns one bar per project. */
function toProjectBars({
  projects,
  totals,
  truncated,
}: ProjectAnalytics): AnalyticsBars {
  return {
    data: projects.map(
      ({ project_id, name, created, ...numbers }): NumberBar => ({
        key: project_id,
        name,
        count: created.count,
        ...mapValues(numbers, ({ count }) => count),
      }),
    ),
    schema: {
      completed: 'Completed',
      started: 'In progress',
      overdue: 'Overdue',
    },
    total: totals.created.count,
    truncated: truncated || undefined,
  };
}
