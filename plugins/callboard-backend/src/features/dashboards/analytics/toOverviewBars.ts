import {
  Analytics,
  NumberBar,
  WidgetBars,
} from '@callboard/plugin-callboard-common';

const overviewNames = {
  projects: 'Projects',
  members: 'Members',
  work_items: 'Work items',
  completed: 'Completed',
  cycles: 'Cycles',
  modules: 'Modules',
  logged_minutes: 'Logged time',
} as const;

/** Converts the overview to widget bars, one per metric. */
export function toOverviewBars(
  overview: Extract<Analytics, { tab: 'overview' }>,
): Pick<WidgetBars, 'data' | 'schema' | 'total'> {
  const names = Object.entries(overviewNames) as Array<
    [keyof typeof overviewNames, string]
  >;
  return {
    data: names.map(([key, name]): NumberBar => {
      const { count, filter_count } = overview[key];
      return { key, name, count, previous: filter_count };
    }),
    schema: { previous: 'Previous period' },
    // Items and minutes cannot be added.
    total: null,
  };
}
