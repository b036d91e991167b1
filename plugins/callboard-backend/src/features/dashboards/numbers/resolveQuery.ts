import { InputError } from '@backstage/errors';
import {
  ChartType,
  chartTypes,
  DateRangeChoice,
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
import { Viewer, WorkspaceRow } from '../../../access/Caller';
import {
  toProjectViewer,
  ProjectViewer,
} from '../../../access/visibility/whereProjectVisible';
import { InvalidRequestError } from '../../../http/errors';
import { ResolvedQuery } from './ResolvedQuery';
import { resolveDays, getPreviousRange } from './dayRanges';
import { selectCountedProjects, ProjectQuery } from './countedProjects';

/** The parameters of a request for widget data. */
export interface WidgetDataInput {
  date_range?: DateRangeChoice;
  /** An IANA zone name. */
  tz?: string;
  /** Each of these further restricts the widget's own filters. */
  filters?: readonly WidgetFilters[];
  /** The maximum age of the response; a second by default. */
  max_age_ms?: number;
}

/** A widget, saved or not. */
export interface QueryingWidget {
  widget_type: WidgetType;
  config: WidgetConfig;
}

/** A widget with the days and the query of one request. */
export interface ResolvedWidget extends QueryingWidget {
  input: WidgetDataInput;
  /** The time of the request in milliseconds since 1970. */
  now: number;
  /** The zone of the days; an IANA name. */
  zone: string;
  /** Undefined for all times. */
  range: DayRange | undefined;
  /** Undefined for widgets without a metric. */
  metric?: { query: MetricQuery; resolvedQuery: ResolvedQuery };
}

/**
 * Resolves the days and the query of a widget for a viewer.
 *
 * @param now - milliseconds since 1970
 * @throws InputError when a range has too many days for a chart
 */
export async function resolveWidget(
  knex: Knex,
  context: Viewer,
  { widget_type, config }: QueryingWidget,
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
 * Resolves a widget's query for a viewer. If it is about one cycle that they see, the range is that
 * of the cycle.
 *
 * @param now - milliseconds since 1970
 * @throws InputError when a range has too many days for a chart
 */
export async function resolveQuery(
  knex: Knex,
  context: Viewer,
  { query, config }: { query: MetricQuery; config: WidgetConfig },
  { input, now }: { input: WidgetDataInput; now: number },
): Promise<ResolvedQuery> {
  const { workspace } = context;
  const chart: ChartType = chartTypes[query.chart_type];
  const { source, metric } = query;
  const requestFilters = input.filters ?? [];
  const filters = intersectFilters(source, config.filters, ...requestFilters);
  const projectQuery = { workspace_id: workspace.id, source, metric, filters };
  const days =
    chart.days === 'cycle'
      ? await readCycleDays(knex, projectQuery, toProjectViewer(context))
      : undefined;
  return toResolvedQuery(workspace, query, config, { input, now, days });
}

/** Reads the days of the cycle in the filters; undefined unless they name exactly one, with dates. */
async function readCycleDays(
  knex: Knex,
  resolvedQuery: ProjectQuery,
  viewer: ProjectViewer,
): Promise<DayRange | undefined> {
  const { cycles = [] } = resolvedQuery.filters;
  const [id] = cycles;
  if (cycles.length !== 1 || id === null) {
    return undefined;
  }
  const cycle = await knex('work_cycles')
    .where({ id })
    .whereNull('deleted_at')
    .whereIn('project_id', selectCountedProjects(knex, resolvedQuery, viewer))
    .first('start_date', 'end_date');
  return cycle?.start_date && cycle.end_date
    ? { start: cycle.start_date, end: cycle.end_date }
    : undefined;
}

/** The default range of charts that require one. */
const DEFAULT_RANGE = 'last_30_days';

/**
 * Resolves a widget's query with defaults for everything it leaves open.
 *
 * @param now - milliseconds since 1970
 * @param days - of the queried cycle; overrides all other ranges
 * @throws InputError when a range has too many days for a chart
 */
export function toResolvedQuery(
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
  const { day, zone, range } = resolveDays(
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
    ...day,
    workspace_id: workspace.id,
    filters: intersectFilters(source, config.filters, ...(input.filters ?? [])),
    range,
    previous: range && getPreviousRange(range),
    zone,
    limit: config.limit,
  };
}

/** Returns the interval of the widget, or a longer one if the range has too many of them. */
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
  const reason = `has more than ${MAX_BUCKETS} months: choose fewer days`;
  throw input.date_range
    ? new InvalidRequestError([{ field: 'query.end', reason }])
    : new InputError(`date_range ${reason}`);
}

/** Returns the intersection of filters; an empty filter allows all values. */
export function intersectFilters(
  source: ResolvedQuery['source'],
  ...sets: ReadonlyArray<WidgetFilters | undefined>
): WidgetFilters {
  const entries = filtersBySource[source].flatMap(name => {
    const allowed = sets.flatMap(filters => {
      const values: readonly unknown[] = filters?.[name] ?? [];
      return values.length > 0 ? [values] : [];
    });
    return allowed.length > 0
      ? [[name, intersection(...allowed)] as const]
      : [];
  });
  return Object.fromEntries(entries) as WidgetFilters;
}
