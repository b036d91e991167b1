import { z } from 'zod';
import {
  calendarDate,
  omitNulls,
  requireOrder,
  userRef,
  uuid,
} from '../contract/primitives';
import { createMultiLineTextSchema } from '../contract/text';
import { notificationSeverity } from '../notifications/schemas';
import { activityType } from '../time/common';
import { stateGroup, StateGroup } from '../work/settings';
import { Priority, priority } from '../work/workItems';
import { ChartType, ChartTypeName, chartTypes } from './chartTypes';
import { commonFilters, createNullableValuesFilter } from './common';
import {
  NumberAxisName,
  numberAxisNames,
  NumberMetricName,
  numberMetricNames,
  MetricSource,
} from './vocabulary';

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
  'work_items_list',
]);

/** @public */
export type WidgetType = z.output<typeof widgetType>;

/** The source of each widget type; other types have none. @public */
export const sourceByWidgetType: Partial<Record<WidgetType, MetricSource>> = {
  work_items_chart: 'work_items',
  time_chart: 'time',
  people_chart: 'people',
  activity_chart: 'activity',
  table: 'work_items',
  work_items_list: 'work_items',
};

/** Named ranges of days, relative to today. @public */
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

/** A range of days, inclusive. @public */
export const dayRange = requireOrder(
  z.strictObject({ start: calendarDate, end: calendarDate }),
  'start',
  'end',
);

/** @public */
export type DayRange = z.output<typeof dayRange>;

/** @public */
export const dateRangeChoice = z.union([datePreset, dayRange]);

/** @public */
export type DateRangeChoice = z.output<typeof dateRangeChoice>;

/** The interval of date buckets. @public */
export const interval = z.enum(['day', 'week', 'month']);

/** @public */
export type Interval = z.output<typeof interval>;

/** The comparison of a number with a limit. @public */
export const thresholdOperator = z.enum(['>', '>=', '<', '<=']);

/** The condition under which followers of the dashboard are notified of a number. @public */
export const threshold = z.strictObject({
  operator: thresholdOperator,
  value: z.number().min(-1e12).max(1e12),
  severity: notificationSeverity,
});

/** @public */
export type Threshold = z.output<typeof threshold>;

/** The maximum length of a text widget, in characters. @public */
export const MAX_WIDGET_TEXT_LENGTH = 10_000;

/** The default number of bars; the maximum is `MAX_BAR_COUNT`. @public */
export const DEFAULT_BAR_COUNT = 50;

/** @public */
export const MAX_BAR_COUNT = 200;

/** The default and maximum number of items in a list. @public */
export const MAX_LISTED_ITEMS = 50;

/** The maximum `limit` of a widget type; null for types without a limit. @public */
export function getMaxLimit(type: WidgetType): number | null {
  if (type === 'work_items_list') {
    return MAX_LISTED_ITEMS;
  }
  return sourceByWidgetType[type] ? MAX_BAR_COUNT : null;
}

/** The maximum number of days, weeks or months in a chart. @public */
export const MAX_BUCKETS = 400;

/** Each filter matches rows with any of its values; null matches rows without a value. @public */
export interface WidgetFilters {
  project_ids?: string[];
  department_ids?: Array<null | string>;
  states?: Array<null | string>;
  state_groups?: Array<null | StateGroup>;
  labels?: Array<null | string>;
  assignees?: Array<null | string>;
  priority?: Array<null | Priority>;
  cycles?: Array<null | string>;
  modules?: Array<null | string>;
  created_by?: Array<null | string>;
  estimate_points?: Array<null | number>;
  sources?: Array<null | string>;
  member_ids?: Array<null | string>;
  work_item_ids?: Array<null | string>;
  activity_types?: Array<null | string>;
  is_billable?: Array<null | boolean>;
  actions?: Array<null | string>;
  entity_types?: Array<null | string>;
  user_ids?: Array<null | string>;
}

const workFilters = {
  states: createNullableValuesFilter(uuid),
  state_groups: createNullableValuesFilter(stateGroup),
  labels: createNullableValuesFilter(uuid),
  assignees: createNullableValuesFilter(userRef),
  priority: createNullableValuesFilter(priority),
  cycles: createNullableValuesFilter(uuid),
  modules: createNullableValuesFilter(uuid),
  created_by: createNullableValuesFilter(userRef),
  estimate_points: createNullableValuesFilter(z.number().min(0).max(1e6)),
  sources: createNullableValuesFilter(z.string().regex(/^[a-z0-9_-]{1,32}$/)),
};

const timeFilters = {
  member_ids: createNullableValuesFilter(userRef),
  work_item_ids: createNullableValuesFilter(uuid),
  activity_types: createNullableValuesFilter(activityType),
  is_billable: createNullableValuesFilter(z.boolean()),
};

const activityFilters = {
  actions: createNullableValuesFilter(z.string().min(1).max(64)),
  entity_types: createNullableValuesFilter(z.string().min(1).max(64)),
  user_ids: createNullableValuesFilter(z.string().min(1).max(255)),
};

/** @public */
export const widgetFilters: z.ZodType<WidgetFilters, WidgetFilters> = omitNulls(
  z.strictObject({
    ...commonFilters,
    ...workFilters,
    ...timeFilters,
    ...activityFilters,
  }),
).meta({ id: 'WidgetFilters' });

const getFilterNames = (filters: object) =>
  Object.keys({ ...commonFilters, ...filters }) as Array<keyof WidgetFilters>;

/** The filters of each source. @public */
export const filtersBySource: Record<
  MetricSource,
  ReadonlyArray<keyof WidgetFilters>
> = {
  work_items: getFilterNames(workFilters),
  time: getFilterNames(timeFilters),
  people: getFilterNames(timeFilters),
  activity: getFilterNames(activityFilters),
};

/** The configuration of a widget. @public */
export interface WidgetConfig {
  chart_type?: ChartTypeName;
  x_axis?: NumberAxisName | null;
  group_by?: NumberAxisName | null;
  interval?: Interval;
  metric?: NumberMetricName;
  filters?: WidgetFilters;
  date_range?: DateRangeChoice | null;
  /** The maximum number of bars, or of items in a list. */
  limit?: number;
  /** Only for the chart type `number`. */
  thresholds?: Threshold[];
  /** Markdown; only for text widgets. */
  text?: string;
}

/** @public */
export const widgetConfig: z.ZodType<WidgetConfig, WidgetConfig> = omitNulls(
  z.strictObject({
    chart_type: z.enum(Object.keys(chartTypes) as ChartTypeName[]).optional(),
    x_axis: z.enum(numberAxisNames).nullish(),
    group_by: z.enum(numberAxisNames).nullish(),
    interval: interval.optional(),
    metric: z.enum(numberMetricNames).optional(),
    filters: widgetFilters.optional(),
    date_range: dateRangeChoice.nullish(),
    limit: z.int().min(1).max(MAX_BAR_COUNT).optional(),
    thresholds: z.array(threshold).max(10).optional(),
    text: createMultiLineTextSchema(MAX_WIDGET_TEXT_LENGTH).optional(),
  }),
).meta({ id: 'WidgetConfig' });

/** The query of a widget, with defaults for all omitted settings. @public */
export interface MetricQuery {
  source: MetricSource;
  chart_type: ChartTypeName;
  x_axis: NumberAxisName | null;
  group_by: NumberAxisName | null;
  interval: Interval;
  metric: NumberMetricName;
}

/** The default chart types of widget types; bars for all others. */
const defaultCharts: Partial<Record<WidgetType, ChartTypeName>> = {
  table: 'table',
  work_items_list: 'number',
};

/**
 * The query of a widget; undefined for widgets without a source. A list has the query of a number
 * widget: the list shows the items that the number would count, and the axis is the date that the
 * range applies to.
 *
 * @public
 */
export function getMetricQuery(
  type: WidgetType,
  config: WidgetConfig,
): MetricQuery | undefined {
  const source = sourceByWidgetType[type];
  if (!source) {
    return undefined;
  }
  const chart_type = config.chart_type ?? defaultCharts[type] ?? 'bar';
  const { metrics }: ChartType = chartTypes[chart_type];
  const defaultMetric = source === 'people' ? 'people' : 'count';
  return {
    source,
    chart_type,
    x_axis: config.x_axis ?? null,
    group_by: config.group_by ?? null,
    interval: config.interval ?? 'day',
    metric: config.metric ?? metrics?.[0] ?? defaultMetric,
  };
}
