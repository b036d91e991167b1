import {
  DashboardConfig,
  DayRange,
  MetricQuery,
  Widget,
  WidgetConfig,
  WidgetData as ShownData,
  WidgetPreview,
  WidgetRowsPage,
  WidgetType,
  getMetricQuery,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { pick } from 'lodash';
import { RequestContext, Viewer } from '../../access/Caller';
import { isKnownSuperAdmin } from '../../access/isKnownSuperAdmin';
import { Clock } from '../../kernel/clock';
import { toProjectViewer } from '../../access/visibility/whereProjectVisible';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { DashboardReader } from './DashboardReader';
import { DashboardRow } from './DashboardStore';
import {
  resolveQuery,
  WidgetDataInput,
  intersectFilters,
} from './numbers/resolveQuery';
import { resolveDays } from './numbers/dayRanges';
import { hasHiddenProjectFilter, seesMore } from './numbers/countedProjects';
import { toNumberViewer } from './numbers/ResolvedQuery';
import { QueryingWidget, WidgetNumbers } from './numbers/WidgetNumbers';
import { BarRowsQuery, WidgetRows } from './numbers/WidgetRows';

/** The fixed metrics of widget types whose metric cannot be configured. */
const ofTabs = {
  project_stats: [{ source: 'work_items', metric: 'count' }],
  analytics_overview: [
    { source: 'work_items', metric: 'count' },
    { source: 'time', metric: 'logged_minutes' },
  ],
  text: [],
} as const satisfies Partial<
  Record<WidgetType, readonly Pick<MetricQuery, 'source' | 'metric'>[]>
>;

/** The data of a widget with its context. */
export interface WidgetResult {
  dashboard: DashboardRow;
  widget: Widget;
  /** The zone of its days; an IANA name. */
  zone: string;
  /** Undefined for all times. */
  range: DayRange | undefined;
  data: ShownData;
}

/** Computes the data of widgets within the range and filters of their dashboards. */
export class WidgetData {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      reader: DashboardReader;
      numbers: WidgetNumbers;
      rows: WidgetRows;
      workspaces: WorkspaceDirectory;
      superAdmins: readonly string[];
    },
  ) {}

  /**
   * Returns the data of a widget for a viewer, and whether some of it is hidden from them.
   *
   * @param requested - overrides the dashboard's settings for this request
   * @throws NotFoundError when the caller may not see it
   * @throws InputError when a range has too many days for a chart
   */
  async readData(
    context: RequestContext,
    path: { id: string; wid: string },
    requested: WidgetDataInput,
  ): Promise<ShownData> {
    const found = await this.deps.reader.requireWidget(context, path);
    return (await this.compute(context, found, requested)).data;
  }

  /**
   * The same for a widget that is already loaded, with its context.
   *
   * @throws InputError when a range has too many days for a chart
   */
  async compute(
    context: Viewer,
    { dashboard, widget }: { dashboard: DashboardRow; widget: Widget },
    requested: WidgetDataInput,
  ): Promise<WidgetResult> {
    const { knex, numbers, clock } = this.deps;
    const { asking, input } = applyDashboardSettings(
      dashboard,
      widget,
      requested,
    );
    const { config } = asking;
    const days = { input, now: clock.now() };
    const query = getMetricQuery(widget.widget_type, config);
    const { zone, range } = query
      ? await resolveQuery(knex, context, { query, config }, days)
      : resolveDays(context.workspace, config, days);
    const result = await numbers.answer(context, asking, input);
    const isPartial = await this.isPartial(context, dashboard, asking, input);
    const data = isPartial ? { ...result, is_partial: true as const } : result;
    return { dashboard, widget, zone, range, data };
  }

  /**
   * Returns only the data of a widget that is already loaded.
   *
   * @throws InputError when a range has too many days for a chart
   */
  async count(
    context: Viewer,
    { dashboard, widget }: { dashboard: DashboardRow; widget: Widget },
  ): Promise<ShownData> {
    const { asking, input } = applyDashboardSettings(dashboard, widget, {});
    return this.deps.numbers.answer(context, asking, input, { spark: false });
  }

  /**
   * Returns the data that a widget would show if it were saved.
   *
   * @throws NotFoundError when the caller may not see its future dashboard
   * @throws InputError when a range has too many days for a chart
   */
  async preview(
    context: RequestContext,
    { dashboard_id, ...widget }: WidgetPreview,
    requested: WidgetDataInput,
  ): Promise<ShownData> {
    const { reader, numbers } = this.deps;
    if (!dashboard_id) {
      return numbers.answer(context, widget, requested);
    }
    const dashboard = await reader.require(context, dashboard_id);
    const { asking, input } = applyDashboardSettings(
      dashboard,
      widget,
      requested,
    );
    return numbers.answer(context, asking, input);
  }

  /**
   * Lists a page of the rows behind a bar of a widget, a group of it, or the whole widget.
   *
   * @throws NotFoundError when the caller may not see it, or it has no metric
   * @throws InputError when it has no such bar or group
   */
  async listBarRows(
    context: RequestContext,
    path: { id: string; wid: string },
    requested: WidgetDataInput,
    rows: BarRowsQuery,
  ): Promise<WidgetRowsPage> {
    const { dashboard, widget } = await this.deps.reader.requireWidget(
      context,
      path,
    );
    const { asking, input } = applyDashboardSettings(
      dashboard,
      widget,
      requested,
    );
    return this.deps.rows.list(context, asking, input, rows);
  }

  private async isPartial(
    context: Viewer,
    { owner_ref }: DashboardRow,
    { widget_type, config }: QueryingWidget,
    input: WidgetDataInput,
  ): Promise<boolean> {
    const { knex, workspaces, superAdmins } = this.deps;
    const { workspace } = context;
    const resolvedQueries = getCountedMetrics({ widget_type, config }).map(
      ({ source, metric }) => ({
        workspace_id: workspace.id,
        source,
        metric,
        filters: intersectFilters(
          source,
          config.filters,
          ...(input.filters ?? []),
        ),
      }),
    );
    const viewer = toProjectViewer(context);
    for (const resolvedQuery of resolvedQueries) {
      if (await hasHiddenProjectFilter(knex, resolvedQuery, viewer)) {
        return true;
      }
    }
    const isOwner = viewer.user_ref === owner_ref;
    if (resolvedQueries.length === 0 || viewer.sees_all || isOwner) {
      return false;
    }
    const is_super_admin = await isKnownSuperAdmin(
      knex,
      superAdmins,
      owner_ref,
    );
    const owner = await workspaces.findSeen(
      { user_ref: owner_ref, is_super_admin },
      workspace.slug,
    );
    if (!owner) {
      // People who have left see nothing.
      return false;
    }
    const one = toNumberViewer({ ...owner, caller: { user_ref: owner_ref } });
    const than = toNumberViewer(context);
    for (const resolvedQuery of resolvedQueries) {
      if (await seesMore(knex, resolvedQuery, { one, than })) {
        return true;
      }
    }
    return false;
  }
}

/** The metrics of a widget that decide who sees how much of it. */
function getCountedMetrics({
  widget_type,
  config,
}: QueryingWidget): readonly Pick<MetricQuery, 'source' | 'metric'>[] {
  const query = getMetricQuery(widget_type, config);
  return query ? [query] : ofTabs[widget_type as keyof typeof ofTabs];
}

/**
 * Combines a widget with the filters and range of its dashboard. The request overrides the
 * dashboard's settings.
 */
function applyDashboardSettings(
  { config }: DashboardRow,
  widget: QueryingWidget,
  requested: WidgetDataInput,
): { asking: QueryingWidget; input: WidgetDataInput } {
  return {
    asking: { ...widget, config: applyDashboardRange(config, widget.config) },
    input: {
      date_range: requested.date_range,
      tz: requested.tz ?? config.timezone ?? undefined,
      max_age_ms: requested.max_age_ms,
      filters: [
        config.filters ?? {},
        pick(config, ['project_ids', 'department_ids']),
      ].map(filters =>
        Object.assign({}, filters, ...(requested.filters ?? [])),
      ),
    },
  };
}

/** Applies the range of the dashboard to a widget without its own. */
function applyDashboardRange(
  { date_range }: DashboardConfig,
  config: WidgetConfig,
): WidgetConfig {
  return { ...config, date_range: config.date_range ?? date_range };
}
