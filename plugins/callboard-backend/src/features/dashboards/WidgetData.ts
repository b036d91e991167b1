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
import { Clock } from '../../clock';
import { viewerOf } from '../../core/projects/whereProjectVisible';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { DashboardReader } from './DashboardReader';
import { DashboardRow } from './DashboardRow';
import { resolveQuestion } from './numbers/resolveQuestion';
import { resolveDays } from './numbers/resolveDays';
import { namesUnseen } from './numbers/namesUnseen';
import { numberViewerOf } from './numbers/numberViewerOf';
import { WidgetDataInput, filtersOf } from './numbers/questionOf';
import { seesMore } from './numbers/seesMore';
import { QueryingWidget, WidgetNumbers } from './numbers/WidgetNumbers';
import { BarRowsQuery, WidgetRows } from './numbers/WidgetRows';

/** What is counted by the types of widgets that do not let people choose it. */
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

/** What a widget shows, and what that is about. */
export interface WidgetResult {
  dashboard: DashboardRow;
  widget: Widget;
  /** Of its days; an IANA name. */
  zone: string;
  /** Undefined for all times. */
  range: DayRange | undefined;
  data: ShownData;
}

/** The numbers of widgets, within what their dashboards leave. */
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
   * What a widget shows to somebody, and whether there is more that they do not see.
   *
   * @param asked - in place of what the dashboard says, for the asker alone
   * @throws NotFoundError when the caller does not see it
   * @throws InputError when a range has too many days for a chart
   */
  async of(
    context: RequestContext,
    path: { id: string; wid: string },
    requested: WidgetDataInput,
  ): Promise<ShownData> {
    const found = await this.deps.reader.widgetOf(context, path);
    return (await this.tell(context, found, requested)).data;
  }

  /**
   * The same of a widget that was found, with what it is about.
   *
   * @throws InputError when a range has too many days for a chart
   */
  async tell(
    context: Viewer,
    { dashboard, widget }: { dashboard: DashboardRow; widget: Widget },
    requested: WidgetDataInput,
  ): Promise<WidgetResult> {
    const { knex, numbers, clock } = this.deps;
    const { asking, input } = narrowed(dashboard, widget, requested);
    const { config } = asking;
    const days = { input, now: clock.now() };
    const query = getMetricQuery(widget.widget_type, config);
    const { zone, range } = query
      ? await resolveQuestion(knex, context, { query, config }, days)
      : resolveDays(context.workspace, config, days);
    const result = await numbers.answer(context, asking, input);
    const isPartial = await this.isPartial(context, dashboard, asking, input);
    const data = isPartial ? { ...result, is_partial: true as const } : result;
    return { dashboard, widget, zone, range, data };
  }

  /**
   * Only the numbers that a widget shows to somebody, for a widget that has been found
   * already.
   *
   * @throws InputError when a range has too many days for a chart
   */
  async count(
    context: Viewer,
    { dashboard, widget }: { dashboard: DashboardRow; widget: Widget },
  ): Promise<ShownData> {
    const { asking, input } = narrowed(dashboard, widget, {});
    return this.deps.numbers.answer(context, asking, input, { spark: false });
  }

  /**
   * What somebody would see in a widget if it were saved.
   *
   * @throws NotFoundError when the caller does not see the dashboard it will be on
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
    const { asking, input } = narrowed(dashboard, widget, requested);
    return numbers.answer(context, asking, input);
  }

  /**
   * A page of what is behind a bar of a widget, a group of it, or the whole.
   *
   * @throws NotFoundError when the caller does not see it, or it counts nothing
   * @throws InputError when it has no such bar or group
   */
  async rows(
    context: RequestContext,
    path: { id: string; wid: string },
    requested: WidgetDataInput,
    rows: BarRowsQuery,
  ): Promise<WidgetRowsPage> {
    const { dashboard, widget } = await this.deps.reader.widgetOf(
      context,
      path,
    );
    const { asking, input } = narrowed(dashboard, widget, requested);
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
    const questions = countedBy({ widget_type, config }).map(
      ({ source, metric }) => ({
        workspace_id: workspace.id,
        source,
        metric,
        filters: filtersOf(source, config.filters, ...(input.filters ?? [])),
      }),
    );
    const viewer = viewerOf(context);
    for (const question of questions) {
      if (await namesUnseen(knex, question, viewer)) {
        return true;
      }
    }
    const isOwner = viewer.user_ref === owner_ref;
    if (questions.length === 0 || viewer.sees_all || isOwner) {
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
      // Those who have left see nothing.
      return false;
    }
    const one = numberViewerOf({ ...owner, caller: { user_ref: owner_ref } });
    const than = numberViewerOf(context);
    for (const question of questions) {
      if (await seesMore(knex, question, { one, than })) {
        return true;
      }
    }
    return false;
  }
}

/** What a widget counts, as far as it decides who sees how much of it. */
function countedBy({
  widget_type,
  config,
}: QueryingWidget): readonly Pick<MetricQuery, 'source' | 'metric'>[] {
  const query = getMetricQuery(widget_type, config);
  return query ? [query] : ofTabs[widget_type as keyof typeof ofTabs];
}

/**
 * A widget within its dashboard, and what that leaves of it. What is asked replaces what
 * the dashboard says of the same.
 */
function narrowed(
  { config }: DashboardRow,
  widget: QueryingWidget,
  requested: WidgetDataInput,
): { asking: QueryingWidget; input: WidgetDataInput } {
  return {
    asking: { ...widget, config: withRangeOf(config, widget.config) },
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

/** A widget without a range of its own has that of its dashboard. */
function withRangeOf(
  { date_range }: DashboardConfig,
  config: WidgetConfig,
): WidgetConfig {
  return { ...config, date_range: config.date_range ?? date_range };
}
