import {
  ChartType,
  chartTypes,
  findCombinationProblems,
  isByInterval,
} from './chartTypes';
import { commonFilters } from './common';
import { findSizeProblems, WidgetSize } from './layout';
import {
  DayRange,
  filtersBySource,
  getMetricQuery,
  Interval,
  interval,
  MAX_BUCKETS,
  MAX_LISTED_ITEMS,
  MetricQuery,
  WidgetConfig,
  WidgetType,
} from './widgetConfig';

/** A problem with a field of a widget. @public */
export interface WidgetProblem {
  /** The path, such as `['filters', 'states']` within the config. */
  path: string[];
  message: string;
}

const DAY_MS = 86_400_000;

/** Counts the buckets in a range; a partial week counts as a fraction. */
const countBuckets: Record<Interval, (range: DayRange) => number> = {
  day: countDays,
  week: range => countDays(range) / 7,
  month: ({ start, end }) => toMonthNumber(end) - toMonthNumber(start) + 1,
};

function countDays({ start, end }: DayRange): number {
  return (Date.parse(end) - Date.parse(start)) / DAY_MS + 1;
}

/** Numbers months consecutively. */
function toMonthNumber(date: string): number {
  const [year, month] = date.split('-').map(Number);
  return year * 12 + month;
}

/** Whether a range has too many buckets for a chart. @public */
export function hasTooManyBuckets(
  range: DayRange,
  requested: Interval = 'day',
): boolean {
  return countBuckets[requested](range) > MAX_BUCKETS;
}

/**
 * The requested interval or the next longer one that keeps the number of buckets of a range within
 * the limit. Undefined if even months are too many.
 *
 * @public
 */
export function findFittingInterval(
  range: DayRange,
  requested: Interval,
): Interval | undefined {
  const { options } = interval;
  return options
    .slice(options.indexOf(requested))
    .find(candidate => !hasTooManyBuckets(range, candidate));
}

/** Lists the incompatible fields of a config. The caller has checked each by itself. @public */
export function findConfigProblems(
  type: WidgetType,
  config: WidgetConfig,
): WidgetProblem[] {
  const query = getMetricQuery(type, config);
  const queryFilters = query
    ? filtersBySource[query.source]
    : Object.keys(commonFilters);
  const problems: WidgetProblem[] = Object.keys(config.filters ?? {})
    .filter(name => !queryFilters.some(filter => filter === name))
    .map(name => ({
      path: ['filters', name],
      message: `is not a filter of ${query?.source ?? type}`,
    }));
  if (type === 'work_items_list') {
    problems.push(...findListProblems(config));
  }
  if (config.thresholds?.length && query?.chart_type !== 'number') {
    problems.push({
      path: ['thresholds'],
      message: 'are supported only by the chart type number',
    });
  }
  if (query) {
    for (const { path, message } of findCombinationProblems(query)) {
      problems.push({ path: [path], message });
    }
    problems.push(...findDayProblems(query, config));
  } else if (config.x_axis && config.x_axis === config.group_by) {
    problems.push({
      path: ['group_by'],
      message: 'must not be the same as x_axis',
    });
  }
  return problems;
}

/** The fields that charts and numbers have, but lists do not. */
const fieldsUnsupportedByLists = [
  'chart_type',
  'group_by',
  'interval',
  'metric',
  'thresholds',
] as const satisfies ReadonlyArray<keyof WidgetConfig>;

/** Lists the fields of a list widget that only charts support, and a limit that is too high. */
function findListProblems(config: WidgetConfig): WidgetProblem[] {
  const problems: WidgetProblem[] = fieldsUnsupportedByLists
    .filter(field => (config[field] ?? undefined) !== undefined)
    .map(field => ({ path: [field], message: 'is not supported by lists' }));
  if ((config.limit ?? 0) > MAX_LISTED_ITEMS) {
    const message = `must be at most ${MAX_LISTED_ITEMS} for a list`;
    problems.push({ path: ['limit'], message });
  }
  return problems;
}

function findDayProblems(
  query: MetricQuery,
  { filters, date_range: range }: WidgetConfig,
): WidgetProblem[] {
  const problems: WidgetProblem[] = [];
  const { days }: ChartType = chartTypes[query.chart_type];
  const cycles = filters?.cycles ?? [];
  const hasOneCycle = cycles.length === 1 && cycles[0] !== null;
  if (days === 'cycle' && cycles.length > 0 && !hasOneCycle) {
    problems.push({
      path: ['filters', 'cycles'],
      message: `must name exactly one cycle for the chart type ${query.chart_type}, or no cycle if the widget has a date range`,
    });
  }
  if (
    isByInterval(query) &&
    typeof range === 'object' &&
    range !== null &&
    hasTooManyBuckets(range, query.interval)
  ) {
    problems.push({
      path: ['date_range'],
      message: `has more than ${MAX_BUCKETS} ${query.interval}s. Choose a longer interval`,
    });
  }
  return problems;
}

/**
 * Lists the incompatible fields of a widget. The caller has checked each by itself.
 *
 * @public
 */
export function findWidgetProblems({
  widget_type,
  config,
  size,
}: {
  widget_type: WidgetType;
  config?: WidgetConfig | null;
  size?: WidgetSize | null;
}): WidgetProblem[] {
  const sizeProblems = size ? findSizeProblems(widget_type, size) : [];
  return [
    ...prefixPaths('config', findConfigProblems(widget_type, config ?? {})),
    ...prefixPaths('size', sizeProblems),
  ];
}

function prefixPaths(field: string, problems: WidgetProblem[]) {
  return problems.map(({ path, message }) => ({
    path: [field, ...path],
    message,
  }));
}
