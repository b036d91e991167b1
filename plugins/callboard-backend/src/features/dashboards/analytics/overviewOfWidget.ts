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
  logged_minutes: 'Logged',
} as const;

/** The overview as a widget shows it: a bar for each number. */
export function overviewOfWidget(
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
    schema: { previous: 'Days before' },
    // Items and minutes have no sum.
    total: null,
  };
}
