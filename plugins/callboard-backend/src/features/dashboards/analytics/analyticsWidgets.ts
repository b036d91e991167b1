import {
  Analytics,
  AnalyticsTab,
  NumberBar,
  WidgetBars,
  WidgetConfig,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { Viewer } from '../../../access/Caller';
import { WidgetDataInput } from '../numbers/toResolvedQuery';
import { AnalyticsService } from './AnalyticsService';
import { toOverviewBars } from './toOverviewBars';

type BarsData = Pick<WidgetBars, 'data' | 'schema' | 'total' | 'truncated'>;

const projectNames = {
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
      ({ project_id, name, created, ...others }): NumberBar => ({
        key: project_id,
        name,
        count: created.count,
        completed: others.completed.count,
        started: others.started.count,
        overdue: others.overdue.count,
      }),
    ),
    schema: { ...projectNames },
    total: totals.created.count,
    ...(truncated ? { truncated } : {}),
  };
}

/** A tab of the analytics and its conversion to widget data. */
interface WidgetStats {
  tab: AnalyticsTab;
  compute(
    analytics: AnalyticsService,
    context: Viewer,
    input: WidgetDataInput,
    config: WidgetConfig,
  ): Promise<BarsData>;
}

/** The widget types that show a tab of the analytics. */
export const analyticsWidgets: Partial<Record<WidgetType, WidgetStats>> = {
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
