import { z } from 'zod';
import { calendarDate } from '../contract/primitives';
import { notificationSeverity } from '../notifications/schemas';
import {
  ChartTypeName,
  chartTypes,
  numberAxes,
  NumberAxisName,
  numberAxisNames,
  NumberMetricName,
  numberMetricNames,
  NumberSource,
  problemsOfCombination,
} from './vocabulary';
import {
  everywhere,
  numberFilters,
  WidgetFilters,
  widgetFilters,
} from './widgetFilters';

/** @public */
export const widgetType = z.enum([
  'work_items_chart',
  'time_chart',
  'people_chart',
  'activity_chart',
  'analytics_overview',
  'project_stats',
  'table',
  'text',
]);

/** @public */
export type WidgetType = z.output<typeof widgetType>;

/** The source that widgets of a type ask; the other types ask none. @public */
export const sourceOfWidgetType: Partial<Record<WidgetType, NumberSource>> = {
  work_items_chart: 'work_items',
  time_chart: 'time',
  people_chart: 'people',
  activity_chart: 'activity',
  table: 'work_items',
};

/** Ranges of days by name, the last of them today or still to come. @public */
export const datePreset = z.enum([
  'today',
  'yesterday',
  'last_7_days',
  'last_30_days',
  'last_3_months',
  'this_week',
  'this_month',
]);

/** @public */
export type DatePreset = z.output<typeof datePreset>;

/** A range of days, both included. @public */
export const dayRange = z
  .strictObject({ start: calendarDate, end: calendarDate })
  .refine(({ start, end }) => start <= end, {
    path: ['end'],
    message: 'must not be before start',
  });

/** @public */
export type DayRange = z.output<typeof dayRange>;

/** @public */
export const dateRangeChoice = z.union([datePreset, dayRange]);

/** @public */
export type DateRangeChoice = z.output<typeof dateRangeChoice>;

/** Into what days are put together. @public */
export const interval = z.enum(['day', 'week', 'month']);

/** @public */
export type Interval = z.output<typeof interval>;

/** How a number is compared with a limit. @public */
export const thresholdOperator = z.enum(['>', '>=', '<', '<=']);

/** When people are told of a number. @public */
export const threshold = z.strictObject({
  operator: thresholdOperator,
  value: z.number().min(-1e12).max(1e12),
  severity: notificationSeverity,
});

/** @public */
export type Threshold = z.output<typeof threshold>;

/** How many characters the text of a widget has at most. @public */
export const MAX_WIDGET_TEXT = 10_000;

/** How many bars are told unless a widget says otherwise, and at most. @public */
export const DEFAULT_BARS = 50;

/** @public */
export const MAX_BARS = 200;

/** How many days, weeks or months a chart shows at most. @public */
export const MAX_BUCKETS = 400;

const oneOf = <Name extends string>(names: readonly Name[]) =>
  z.enum(names as [Name, ...Name[]]);

/** What a widget shows. @public */
export interface WidgetConfig {
  chart_type?: ChartTypeName;
  x_axis?: NumberAxisName | null;
  group_by?: NumberAxisName | null;
  interval?: Interval;
  metric?: NumberMetricName;
  filters?: WidgetFilters;
  date_range?: DateRangeChoice | null;
  /** How many bars at most. */
  limit?: number;
  /** Of a number only. */
  thresholds?: Threshold[];
  /** Markdown; of a text only. */
  text?: string;
}

/** @public */
export const widgetConfig: z.ZodType<WidgetConfig, WidgetConfig> = z
  .strictObject({
    chart_type: oneOf(Object.keys(chartTypes) as ChartTypeName[]).optional(),
    x_axis: oneOf<NumberAxisName>(numberAxisNames).nullish(),
    group_by: oneOf<NumberAxisName>(numberAxisNames).nullish(),
    interval: interval.optional(),
    metric: oneOf<NumberMetricName>(numberMetricNames).optional(),
    filters: widgetFilters.optional(),
    date_range: dateRangeChoice.nullish(),
    limit: z.int().min(1).max(MAX_BARS).optional(),
    thresholds: z.array(threshold).max(10).optional(),
    text: z.string().max(MAX_WIDGET_TEXT).optional(),
  })
  .meta({ id: 'WidgetConfig' });

/** A problem with a field of a widget. @public */
export interface WidgetProblem {
  /** From the config on: `['filters', 'states']`. */
  path: string[];
  message: string;
}

const DAY_MS = 86_400_000;
const daysIn = { day: 1, week: 7, month: 28 } as const;

/** Whether a chart of so many days has too many buckets. @public */
export function hasTooManyBuckets(
  { start, end }: DayRange,
  wanted: Interval = 'day',
): boolean {
  const days = (Date.parse(end) - Date.parse(start)) / DAY_MS + 1;
  return days / daysIn[wanted] > MAX_BUCKETS;
}

/** A widget's question, with defaults for everything the widget leaves out. @public */
export interface NumberWish {
  source: NumberSource;
  chart_type: ChartTypeName;
  x_axis: NumberAxisName | null;
  group_by: NumberAxisName | null;
  interval: Interval;
  metric: NumberMetricName;
}

/** The question of a widget; undefined for widgets that ask no source. @public */
export function wishOf(
  type: WidgetType,
  config: WidgetConfig,
): NumberWish | undefined {
  const source = sourceOfWidgetType[type];
  return (
    source && {
      source,
      chart_type: config.chart_type ?? (type === 'table' ? 'table' : 'bar'),
      x_axis: config.x_axis ?? null,
      group_by: config.group_by ?? null,
      interval: config.interval ?? 'day',
      metric: config.metric ?? (source === 'people' ? 'people' : 'count'),
    }
  );
}

/** The problems of a widget whose fields are each well-formed. @public */
export function problemsOfWidget(
  type: WidgetType,
  config: WidgetConfig,
): WidgetProblem[] {
  const wish = wishOf(type, config);
  const own = wish ? numberFilters[wish.source] : Object.keys(everywhere);
  const problems: WidgetProblem[] = Object.keys(config.filters ?? {})
    .filter(name => !own.some(filter => filter === name))
    .map(name => ({
      path: ['filters', name],
      message: `is not a filter of ${wish?.source ?? type}`,
    }));
  if (!wish) {
    return problems;
  }
  for (const { path, message } of problemsOfCombination(wish)) {
    problems.push({ path: [path], message });
  }
  const range = config.date_range;
  const hasDates = [wish.x_axis, wish.group_by].some(
    axis => axis && numberAxes[axis].order === 'date',
  );
  if (
    hasDates &&
    wish.chart_type !== 'number' &&
    typeof range === 'object' &&
    range !== null &&
    hasTooManyBuckets(range, wish.interval)
  ) {
    problems.push({
      path: ['date_range'],
      message: `has more than ${MAX_BUCKETS} ${wish.interval}s: choose a longer interval`,
    });
  }
  if (config.thresholds?.length && wish.chart_type !== 'number') {
    problems.push({ path: ['thresholds'], message: 'are of numbers only' });
  }
  return problems;
}
