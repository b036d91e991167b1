import {
  DashboardConfig,
  DayRange,
  MetricQuery,
  Widget,
  WidgetData,
  WidgetFilters,
  WidgetPreview,
  WidgetRowsPage,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { pick } from 'lodash';
import { RequestContext, Viewer } from '../../access/Caller';
import { isKnownSuperAdmin } from '../../access/Ownership';
import { toProjectViewer } from '../../access/visibility/whereProjectVisible';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { DashboardReader } from './DashboardReader';
import { DashboardRow } from './DashboardStore';
import {
  intersectFilters,
  WidgetDefinition,
  ResolvedWidget,
  WidgetDataInput,
  readMetricViewer,
} from './numbers/resolveQuery';
import {
  hasDeniedTime,
  canPolicyRestrict,
  ProjectQuery,
  canSeeMore,
} from './numbers/countedProjects';
import { WidgetNumbers } from './numbers/WidgetNumbers';
import { BarRowsQuery, WidgetRows } from './numbers/WidgetRows';

/** The metrics of widget types without a configurable metric. */
const fixedMetrics = {
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
  widget: Widget;
  /** The zone of the days in the data; an IANA name. */
  zone: string;
  /** Undefined if the range is unlimited. */
  range: DayRange | undefined;
  data: WidgetData;
}

/** Computes the data of widgets within the range and filters of their dashboards. */
export class WidgetDataService {
  constructor(
    private readonly deps: {
      knex: Knex;
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
   * @param input - overrides the dashboard's settings for this request
   * @throws NotFoundError when the caller may not see the widget
   * @throws InputError when the range is too long for a chart
   */
  async readData(
    context: RequestContext,
    path: { id: string; wid: string },
    input: WidgetDataInput,
  ): Promise<WidgetData> {
    const found = await this.deps.reader.requireWidget(context, path);
    return (await this.compute(context, found, input)).data;
  }

  /**
   * Returns the data of a loaded widget for a viewer, and whether some of it is hidden from them.
   *
   * @throws InputError when the range is too long for a chart
   */
  async compute(
    viewer: Viewer,
    { dashboard, widget }: { dashboard: DashboardRow; widget: Widget },
    requestInput: WidgetDataInput,
  ): Promise<WidgetResult> {
    const { resolved, data } = await this.deps.numbers.compute(
      viewer,
      ...applyDashboardSettings(dashboard, widget, requestInput),
    );
    const isPartial = await this.isPartial(viewer, dashboard, resolved);
    return {
      widget,
      zone: resolved.zone,
      range: resolved.range,
      data: isPartial ? { ...data, is_partial: true } : data,
    };
  }

  /**
   * Returns the data of a loaded widget without a sparkline, and without a check for hidden data.
   *
   * @throws InputError when the range is too long for a chart
   */
  async computeForThresholds(
    viewer: Viewer,
    { dashboard, widget }: { dashboard: DashboardRow; widget: Widget },
  ): Promise<WidgetData> {
    const { data } = await this.deps.numbers.compute(
      viewer,
      ...applyDashboardSettings(dashboard, widget, {}),
      { isCheck: true },
    );
    return data;
  }

  /**
   * Returns the data that a widget would show if it were saved.
   *
   * @throws NotFoundError when the caller may not see the dashboard that the widget is for
   * @throws InputError when the range is too long for a chart
   */
  async preview(
    context: RequestContext,
    { dashboard_id, ...widget }: WidgetPreview,
    requestInput: WidgetDataInput,
  ): Promise<WidgetData> {
    const { reader, numbers } = this.deps;
    const dashboard =
      dashboard_id && (await reader.requireDashboard(context, dashboard_id));
    const [definition, input] = dashboard
      ? applyDashboardSettings(dashboard, widget, requestInput)
      : [widget, requestInput];
    return (await numbers.compute(context, definition, input)).data;
  }

  /**
   * Lists a page of the rows behind a bar of a widget, a group of a bar, or the whole widget.
   *
   * @throws NotFoundError when the caller may not see the widget, or the widget has no metric
   * @throws InputError when the widget has no such bar or group
   */
  async listBarRows(
    context: RequestContext,
    path: { id: string; wid: string },
    requestInput: WidgetDataInput,
    rowsQuery: BarRowsQuery,
  ): Promise<WidgetRowsPage> {
    const { reader, rows } = this.deps;
    const { dashboard, widget } = await reader.requireWidget(context, path);
    return rows.list(
      context,
      ...applyDashboardSettings(dashboard, widget, requestInput),
      rowsQuery,
    );
  }

  /**
   * Whether the viewer gets only a part of a widget's data: the portal's policy denies the viewer
   * some of the logged time, or the owner of the dashboard sees more. Considers only stored
   * filters, because filters of the request would reveal whether a hidden project exists.
   */
  private async isPartial(
    viewer: Viewer,
    { owner_ref, config }: DashboardRow,
    widget: ResolvedWidget,
  ): Promise<boolean> {
    const { knex, workspaces, superAdmins } = this.deps;
    const { workspace } = viewer;
    const projectQueries = buildProjectQueries(workspace.id, widget, config);
    if (projectQueries.length === 0) {
      return false;
    }
    const projectViewer = toProjectViewer(viewer);
    const isOwnerOrSeesAll =
      projectViewer.sees_all || projectViewer.user_ref === owner_ref;
    if (isOwnerOrSeesAll && !projectQueries.some(canPolicyRestrict)) {
      return false;
    }
    const metricViewer = await readMetricViewer(knex, viewer);
    for (const projectQuery of projectQueries) {
      if (await hasDeniedTime(knex, projectQuery, metricViewer)) {
        return true;
      }
    }
    if (isOwnerOrSeesAll) {
      return false;
    }
    const is_super_admin = await isKnownSuperAdmin(
      knex,
      superAdmins,
      owner_ref,
    );
    const owner = await workspaces.findVisible(
      { user_ref: owner_ref, is_super_admin },
      workspace.slug,
    );
    if (!owner) {
      // An owner who has left the workspace sees nothing.
      return false;
    }
    const ownerViewer = await readMetricViewer(knex, {
      ...owner,
      caller: { user_ref: owner_ref },
    });
    for (const projectQuery of projectQueries) {
      if (await canSeeMore(knex, projectQuery, ownerViewer, metricViewer)) {
        return true;
      }
    }
    return false;
  }
}

/** Builds the metric queries of a widget, reduced to what determines the counted projects. */
function buildProjectQueries(
  workspace_id: string,
  { widget_type, config, metric }: ResolvedWidget,
  dashboardConfig: DashboardConfig,
): readonly ProjectQuery[] {
  const queries: readonly Pick<MetricQuery, 'source' | 'metric'>[] = metric
    ? [metric.query]
    : fixedMetrics[widget_type as keyof typeof fixedMetrics];
  return queries.map(({ source, metric: name }) => ({
    workspace_id,
    source,
    metric: name,
    filters: intersectFilters(
      source,
      config.filters,
      ...listFilterSets(dashboardConfig),
    ),
  }));
}

/** Lists the sets of filters of a dashboard. Each set further restricts the dashboard's widgets. */
function listFilterSets(config: DashboardConfig): readonly WidgetFilters[] {
  return [
    config.filters ?? {},
    pick(config, ['project_ids', 'department_ids']),
  ];
}

/**
 * Combines a widget with the filters and range of its dashboard. The request overrides the
 * dashboard's settings.
 */
function applyDashboardSettings(
  { config }: DashboardRow,
  widget: WidgetDefinition,
  requestInput: WidgetDataInput,
): [widget: WidgetDefinition, input: WidgetDataInput] {
  const date_range = widget.config.date_range ?? config.date_range;
  return [
    { ...widget, config: { ...widget.config, date_range } },
    {
      date_range: requestInput.date_range,
      tz: requestInput.tz ?? config.timezone ?? undefined,
      max_age_ms: requestInput.max_age_ms,
      filters: listFilterSets(config).map(filters =>
        Object.assign({}, filters, ...(requestInput.filters ?? [])),
      ),
    },
  ];
}
