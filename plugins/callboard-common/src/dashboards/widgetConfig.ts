import { z } from 'zod';
import { calendarDate } from '../contract/primitives';
import { multiLine } from '../contract/text';
import { notificationSeverity } from '../notifications/schemas';
import { ChartTypeName, chartTypes } from './chartTypes';
import {
  NumberAxisName,
  numberAxisNames,
  NumberMetricName,
  numberMetricNames,
  NumberSource,
} from './vocabulary';
import { WidgetFilters, widgetFilters } from './widgetFilters';

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

/** The source that widgets of a type ask; the other types ask none. @public */
export const sourceOfWidgetType: Partial<Record<WidgetType, NumberSource>> = {
  work_items_chart: 'work_items',
  time_chart: 'time',
  people_chart: 'people',
  activity_chart: 'activity',
  table: 'work_items',
  work_items_list: 'work_items',
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

/** How many items a list shows by default, and at most. @public */
export const MAX_LISTED_ITEMS = 50;

/** The greatest `limit` of a type of widget; null for types without one. @public */
export function maxLimitOf(type: WidgetType): number | null {
  if (type === 'work_items_list') {
    return MAX_LISTED_ITEMS;
  }
  return sourceOfWidgetType[type] ? MAX_BARS : null;
}

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
  /** How many bars or, in a list, how many items at most. */
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
    text: multiLine(MAX_WIDGET_TEXT).optional(),
  })
  .meta({ id: 'WidgetConfig' });
