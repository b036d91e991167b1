import { InputError } from '@backstage/errors';
import {
  ChartType,
  chartTypes,
  DayRange,
  filtersBySource,
  findFittingInterval,
  getMetricQuery,
  Interval,
  isByInterval,
  isOverTime,
  MAX_BUCKETS,
  MetricQuery,
  WidgetConfig,
  WidgetFilters,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { intersection } from 'lodash';
import {
  Caller,
  Viewer,
  WorkspaceRow,
  WorkspaceAccess,
} from '../../../access/Caller';
import {
  toProjectViewer,
  ProjectViewer,
} from '../../../access/visibility/whereProjectVisible';
import { InvalidRequestError } from '../../../http/errors';
import { readTimeViewer } from '../../time/worklogs/whereTimeVisible';
import { DaysInput, resolveDays, getPreviousRange } from './dayRanges';
import { selectCountedProjects, ProjectQuery } from './countedProjects';
import { MetricViewer, ResolvedQuery } from './ResolvedQuery';

/** Returns the viewer whose visibility limits the numbers; the pseudonymiser is set separately. */
export async function readMetricViewer(
  knex: Knex,
  viewer: WorkspaceAccess & { caller: MetricCaller },
): Promise<MetricViewer> {
  return {
    work: toProjectViewer(viewer),
    time: await readTimeViewer(knex, viewer),
  };
}

type MetricCaller = Pick<Viewer['caller'], 'user_ref'> &
  Partial<Pick<Caller, 'policy'>>;

/** The parameters of a request for widget data. */
export interface WidgetDataInput extends DaysInput {
  /** Each of these further restricts the widget's own filters. */
  filters?: readonly WidgetFilters[];
  /** The maximum age of the response; a second by default. */
  max_age_ms?: number;
}

/** The type and configuration of a widget, saved or not. */
export interface WidgetDefinition {
  widget_type: WidgetType;
  config: WidgetConfig;
}

/** A widget with the days and the query of one request. */
export interface ResolvedWidget extends WidgetDefinition {
  input: WidgetDataInput;
  /** The time of the request in milliseconds since 1970. */
  now: number;
  /** The zone of the days; an IANA name. */
  zone: string;
  /** Undefined if the range is unlimited. */
  range: DayRange | undefined;
  /** Undefined for widgets without a metric. */
  metric?: { query: MetricQuery; resolvedQuery: ResolvedQuery };
}

/**
 * Resolves the days and the query of a widget for a viewer.
 *
 * @param now - milliseconds since 1970
 * @throws InputError when the range has more months than a chart has bars
 */
export async function resolveWidget(
  knex: Knex,
  context: Viewer,
  { widget_type, config }: WidgetDefinition,
  { input, now }: { input: WidgetDataInput; now: number },
): Promise<ResolvedWidget> {
  const widget = { widget_type, config, input, now };
  const query = getMetricQuery(widget_type, config);
  if (!query) {
    const days = resolveDays(context.workspace, config, { input, now });
    return { ...widget, zone: days.zone, range: days.range };
  }
  const resolvedQuery = await resolveQuery(
    knex,
    context,
    { query, config },
    { input, now },
  );
  const { zone, range } = resolvedQuery;
  return { ...widget, zone, range, metric: { query, resolvedQuery } };
}

/**
 * Resolves a widget's query for a viewer. A burndown or burnup chart covers the days of its cycle
 * if the filters name exactly one cycle, the viewer sees it, and it has both dates.
 *
 * @param now - milliseconds since 1970
 * @throws InputError when the range has more months than a chart has bars
 */
export async function resolveQuery(
  knex: Knex,
  context: Viewer,
  { query, config }: { query: MetricQuery; config: WidgetConfig },
  { input, now }: { input: WidgetDataInput; now: number },
): Promise<ResolvedQuery> {
  const { workspace } = context;
  const chartType: ChartType = chartTypes[query.chart_type];
  const { source, metric } = query;
  const requestFilters = input.filters ?? [];
  const filters = intersectFilters(source, config.filters, ...requestFilters);
  const projectQuery = { workspace_id: workspace.id, source, metric, filters };
  const days =
    chartType.days === 'cycle'
      ? await readCycleDays(knex, projectQuery, toProjectViewer(context))
      : undefined;
  return resolveQueryWithDays(workspace, query, config, { input, now, days });
}

/**
 * Reads the days of the cycle in the filters, if they name exactly one cycle, the viewer sees it, and
 * it has both dates.
 */
async function readCycleDays(
  knex: Knex,
  projectQuery: ProjectQuery,
  viewer: ProjectViewer,
): Promise<DayRange | undefined> {
  const { cycles = [] } = projectQuery.filters;
  const [id] = cycles;
  if (cycles.length !== 1 || id === null) {
    return undefined;
  }
  const cycle = await knex('work_cycles')
    .where({ id })
    .whereNull('deleted_at')
    .whereIn('project_id', selectCountedProjects(knex, projectQuery, viewer))
    .first('start_date', 'end_date');
  return cycle?.start_date && cycle.end_date
    ? { start: cycle.start_date, end: cycle.end_date }
    : undefined;
}

/** The default range of charts that require one. */
const DEFAULT_RANGE = 'last_30_days';

/**
 * Resolves a widget's query without database access; applies the defaults of omitted settings.
 *
 * @param now - milliseconds since 1970
 * @param days - the days of the queried cycle, which override all other ranges
 * @throws InputError when the range has more months than a chart has bars
 */
export function resolveQueryWithDays(
  workspace: WorkspaceRow,
  query: MetricQuery,
  config: WidgetConfig,
  {
    input,
    now,
    days,
  }: { input: WidgetDataInput; now: number; days?: DayRange },
): ResolvedQuery {
  const { source, metric, x_axis, group_by, chart_type } = query;
  const chart = isOverTime(chart_type) ? chart_type : undefined;
  const { calendar, zone, range } = resolveDays(
    workspace,
    days ? { date_range: days } : config,
    {
      input: days ? { tz: input.tz } : input,
      now,
      defaultRange: chart && DEFAULT_RANGE,
    },
  );
  return {
    source,
    metric,
    x_axis,
    group_by,
    chart,
    interval: resolveInterval(query, range, input),
    ...calendar,
    workspace_id: workspace.id,
    filters: intersectFilters(source, config.filters, ...(input.filters ?? [])),
    range,
    previous: range && getPreviousRange(range),
    zone,
    limit: config.limit,
  };
}

/**
 * Returns the interval of the widget, or a longer one if the range contains too many intervals.
 *
 * @throws InputError when the range has too many months
 */
function resolveInterval(
  query: MetricQuery,
  range: DayRange | undefined,
  input: WidgetDataInput,
): Interval {
  if (!range || !isByInterval(query)) {
    return query.interval;
  }
  const fitting = findFittingInterval(range, query.interval);
  if (fitting) {
    return fitting;
  }
  const reason = `spans more than ${MAX_BUCKETS} months: choose a shorter range`;
  throw input.date_range
    ? new InvalidRequestError([{ field: 'query.end', reason }])
    : new InputError(`date_range ${reason}`);
}

/**
 * Returns the values that all filters allow. An empty list in `filterSets` allows every value; in the
 * result, it allows none.
 */
export function intersectFilters(
  source: ResolvedQuery['source'],
  ...filterSets: ReadonlyArray<WidgetFilters | undefined>
): WidgetFilters {
  const entries = filtersBySource[source].flatMap(name => {
    const allowed = filterSets.flatMap(filters => {
      const values: readonly unknown[] = filters?.[name] ?? [];
      return values.length > 0 ? [values] : [];
    });
    return allowed.length > 0
      ? [[name, intersection(...allowed)] as const]
      : [];
  });
  return Object.fromEntries(entries) as WidgetFilters;
}
