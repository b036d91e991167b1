import { InputError } from '@backstage/errors';
import {
  ChartType,
  chartTypes,
  DatePreset,
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
import { DateTime } from 'luxon';
import {
  Caller,
  Viewer,
  WorkspaceRow,
  WorkspaceAccess,
} from '../../../access/Caller';
import { toProjectViewer } from '../../../access/visibility/whereProjectVisible';
import {
  getDateInZone,
  addDays,
  countDaysInRange,
  getWeekStart,
  toMonth,
} from '../../../database/zones';
import { InvalidRequestError } from '../../../http/errors';
import { toLogReader } from '../../../access/visibility/whereVisible';
import { readTimeViewer } from '../../time/worklogs/whereTimeVisible';
import { getBucketDays } from './buckets';
import { selectCountedProjects } from './countedProjects';
import { MetricViewer, ResolvedQuery } from './ResolvedQuery';

/** Returns the viewer whose visibility limits the numbers; the pseudonymiser is set separately. */
export async function readMetricViewer(
  knex: Knex,
  viewer: WorkspaceAccess & {
    caller: Pick<Caller, 'user_ref'> & Partial<Pick<Caller, 'policy'>>;
  },
): Promise<MetricViewer> {
  return {
    work: toProjectViewer(viewer),
    time: await readTimeViewer(knex, viewer),
    log: toLogReader(viewer),
  };
}

/** The parameters of a request for widget data. */
export interface WidgetDataInput {
  date_range?: DateRangeChoice;
  /** An IANA zone name. */
  tz?: string;
  /** Each of these further restricts the widget's own filters. */
  filters?: readonly WidgetFilters[];
  /** The age up to which a cached response is accepted even if data has changed; 0 by default. */
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
 * @throws InputError when the range has more months than a chart can have bars
 */
export async function resolveWidget(
  knex: Knex,
  viewer: Viewer,
  { widget_type, config }: WidgetDefinition,
  { input, now }: { input: WidgetDataInput; now: number },
): Promise<ResolvedWidget> {
  const widget = { widget_type, config, input, now };
  const { workspace } = viewer;
  const query = getMetricQuery(widget_type, config);
  if (!query) {
    const { zone, range } = resolveDays(workspace, config, { input, now });
    return { ...widget, zone, range };
  }
  const chartType: ChartType = chartTypes[query.chart_type];
  const days =
    chartType.days === 'cycle'
      ? await readCycleDays(knex, viewer, query, [
          config.filters,
          ...(input.filters ?? []),
        ])
      : undefined;
  const resolvedQuery = resolveQuery(workspace, query, config, {
    input,
    now,
    days,
  });
  const { zone, range } = resolvedQuery;
  return { ...widget, zone, range, metric: { query, resolvedQuery } };
}

/**
 * Reads the days of the cycle that a burndown or burnup chart covers. Returns undefined unless the
 * filters name exactly one cycle, the viewer can see the cycle, and the cycle has both dates.
 */
async function readCycleDays(
  knex: Knex,
  viewer: Viewer,
  { source, metric }: MetricQuery,
  filterSets: ReadonlyArray<WidgetFilters | undefined>,
): Promise<DayRange | undefined> {
  const filters = intersectFilters(source, ...filterSets);
  const { cycles = [] } = filters;
  const [id] = cycles;
  if (cycles.length !== 1 || id === null) {
    return undefined;
  }
  const visibleProjects = selectCountedProjects(
    knex,
    { workspace_id: viewer.workspace.id, source, metric, filters },
    toProjectViewer(viewer),
  );
  const cycle = await knex('work_cycles')
    .where({ id })
    .whereNull('deleted_at')
    .whereIn('project_id', visibleProjects)
    .first('start_date', 'end_date');
  return cycle?.start_date && cycle.end_date
    ? { start: cycle.start_date, end: cycle.end_date }
    : undefined;
}

/** The default range of charts that require a range. */
const DEFAULT_RANGE = 'last_30_days';

/**
 * Resolves a widget's query without database access; applies the defaults of omitted settings.
 *
 * @param now - milliseconds since 1970
 * @param days - the days of the queried cycle, which override all other ranges
 * @throws InputError when the range has more months than a chart can have bars
 */
export function resolveQuery(
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
  const resolvedDays = resolveDays(
    workspace,
    days ? { date_range: days } : config,
    {
      input: days ? { tz: input.tz } : input,
      now,
      defaultRange: chart && DEFAULT_RANGE,
    },
  );
  const { range } = resolvedDays;
  return {
    source,
    metric,
    x_axis,
    group_by,
    chart,
    interval: resolveInterval(query, range, input),
    workspace_id: workspace.id,
    filters: intersectFilters(source, config.filters, ...(input.filters ?? [])),
    ...resolvedDays,
    previous: range && getPreviousRange(range),
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
 * Returns the values that all filters allow. An empty list in `filterSets` allows every value; an
 * empty list in the result allows no value.
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

interface Calendar {
  /** `YYYY-MM-DD` */
  today: string;
  /** 1 for Monday to 7 for Sunday. */
  weekStart: number;
}

const presets: Record<DatePreset, (calendar: Calendar) => DayRange> = {
  today: ({ today }) => ({ start: today, end: today }),
  yesterday: ({ today }) => {
    const day = addDays(today, -1);
    return { start: day, end: day };
  },
  last_7_days: ({ today }) => ({ start: addDays(today, -6), end: today }),
  last_30_days: ({ today }) => ({ start: addDays(today, -29), end: today }),
  last_3_months: ({ today }) => {
    const first = DateTime.fromISO(today, { zone: 'utc' }).minus({ months: 3 });
    return { start: first.plus({ days: 1 }).toISODate()!, end: today };
  },
  this_week: ({ today, weekStart }) =>
    getBucketDays(getWeekStart(today, weekStart), { interval: 'week' }),
  this_month: ({ today }) =>
    getBucketDays(toMonth(today), { interval: 'month' }),
};

export function toDayRange(
  choice: DateRangeChoice,
  calendar: Calendar,
): DayRange {
  return typeof choice === 'string' ? presets[choice](calendar) : choice;
}

/**
 * Resolves the days of a widget. The request's range overrides the widget's range. The request's
 * zone overrides the workspace's zone.
 *
 * @param now - milliseconds since 1970
 * @param defaultRange - the range if neither the request nor the widget sets one
 */
export function resolveDays(
  workspace: WorkspaceRow,
  config: Pick<WidgetConfig, 'date_range'>,
  {
    input,
    now,
    defaultRange,
  }: { input: WidgetDataInput; now: number; defaultRange?: DateRangeChoice },
): Pick<ResolvedQuery, 'today' | 'weekStart' | 'zone' | 'range'> {
  const zone = input.tz ?? workspace.timezone;
  const calendar = {
    today: getDateInZone(now, zone),
    weekStart: workspace.week_start,
  };
  const choice = input.date_range ?? config.date_range ?? defaultRange;
  const range = choice ? toDayRange(choice, calendar) : undefined;
  return { ...calendar, zone, range };
}

/**
 * Returns the range of the same length right before a range; undefined if it begins before 1970.
 */
export function getPreviousRange({
  start,
  end,
}: DayRange): DayRange | undefined {
  const previousStart = addDays(start, -countDaysInRange(start, end));
  return previousStart < '1970-01-01'
    ? undefined
    : { start: previousStart, end: addDays(start, -1) };
}
