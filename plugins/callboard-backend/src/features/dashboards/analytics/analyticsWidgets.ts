import {
  Analytics,
  AnalyticsTab,
  NumberBar,
  WidgetBars,
  WidgetConfig,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { Viewer } from '../../../access/Caller';
import { WidgetDataInput } from '../numbers/resolveQuery';
import { AnalyticsService } from './AnalyticsService';

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

type BarsData = Pick<WidgetBars, 'data' | 'schema' | 'total' | 'truncated'>;

const projectNumberTitles = {
  completed: 'Completed',
  started: 'In progress',
  overdue: 'Overdue',
} as const;

/** Converts the work of each project to widget data. */
function toProjectBars({
  projects,
  totals,
  truncated,
}: Extract<Analytics, { tab: 'work-items' }>): BarsData {
  return {
    data: projects.map(
      ({
        project_id,
        name,
        created,
        completed,
        started,
        overdue,
      }): NumberBar => ({
        key: project_id,
        name,
        count: created.count,
        completed: completed.count,
        started: started.count,
        overdue: overdue.count,
      }),
    ),
    schema: { ...projectNumberTitles },
    total: totals.created.count,
    ...(truncated ? { truncated } : {}),
  };
}

/** How a widget type shows a tab of the analytics. */
interface AnalyticsWidget {
  tab: AnalyticsTab;
  compute(
    analytics: AnalyticsService,
    context: Viewer,
    input: WidgetDataInput,
    config: WidgetConfig,
  ): Promise<BarsData>;
}

/** The widget types that show a tab of the analytics. */
export const analyticsWidgets: Partial<Record<WidgetType, AnalyticsWidget>> = {
  analytics_overview: {
    tab: 'overview',
    compute: async (analytics, context, input, config) =>
      toOverviewBars(await analytics.query(context, 'overview', input, config)),
  },
  project_stats: {
    tab: 'work-items',
    compute: async (analytics, context, input, config) =>
      toProjectBars(
        await analytics.query(context, 'work-items', input, config),
      ),
  },
};
