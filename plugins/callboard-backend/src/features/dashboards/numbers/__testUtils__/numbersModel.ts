import {
  DayRange,
  Interval,
  numberAxes,
  NumberAxisName,
  NumberMetricName,
  WidgetFilters,
  getMetricQuery,
} from '@callboard/plugin-callboard-common';
import { groupBy, mapValues, round, sortBy, sum, uniq } from 'lodash';
import { DateTime } from 'luxon';
import { WidgetDefinition } from '../resolveQuery';
import { CountedRecord } from './CountedRecord';

const DAY_MS = 86_400_000;

/** A widget and the parameters of a request for its data. */
export interface QueriedWidget extends WidgetDefinition {
  /** The range of the config, resolved to days. */
  range?: DayRange;
  tz: string;
  /** The first day of the week, 1 for Monday to 7 for Sunday. */
  weekStart: number;
}

/** The expected numbers of a widget by key, and within each key by group. */
export interface ExpectedNumbers {
  total: number | null;
  previous?: number | null;
  bars: Record<string, number | null>;
  groups: Record<string, Record<string, number | null>>;
}

const localDays = new Map<string, string>();

/** The day of an instant, memoised. */
function toLocalDay(ms: number, zone: string): string {
  const key = `${ms} ${zone}`;
  const day =
    localDays.get(key) ?? DateTime.fromMillis(ms, { zone }).toISODate()!;
  localDays.set(key, day);
  return day;
}

const addDays = (day: string, count: number) =>
  new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);

function toBucket(day: string, interval: Interval, weekStart: number): string {
  if (interval === 'month') return day.slice(0, 7);
  const weekday = new Date(day).getUTCDay();
  return interval === 'week'
    ? addDays(day, -((weekday - weekStart + 7) % 7))
    : day;
}

/** The keys that a record has on an axis. */
function getRecordKeys(
  record: CountedRecord,
  axis: NumberAxisName,
  widget: QueriedWidget,
): string[] {
  const values = record.axes[axis]!;
  const { interval = 'day' } = widget.config;
  const keys = (values.length > 0 ? values : [null]).map(value => {
    if (value === null || numberAxes[axis].order !== 'date') {
      return String(value ?? 'none');
    }
    const day =
      typeof value === 'number' ? toLocalDay(value, widget.tz) : `${value}`;
    return toBucket(day, interval, widget.weekStart);
  });
  return uniq(keys);
}

/** Whether a record passes all filters. */
function isAllowed(record: CountedRecord, filters: WidgetFilters): boolean {
  return Object.entries(filters).every(([name, target]) => {
    const values = record.filters[name as keyof WidgetFilters]!;
    const ownValues = values.length > 0 ? values : [null];
    return (
      !target?.length ||
      ownValues.some(value => target.includes(value as never))
    );
  });
}

const defaultDates = {
  work_items: 'CREATED_AT',
  time: 'LOGGED_AT',
  people: 'LOGGED_AT',
  activity: 'DAY',
} as const;

function isWithin(
  record: CountedRecord,
  range: DayRange | undefined,
  widget: QueriedWidget,
) {
  if (!range) {
    return true;
  }
  const query = getMetricQuery(widget.widget_type, widget.config)!;
  const date = [query.x_axis, query.group_by].find(
    axis => axis && numberAxes[axis].order === 'date',
  );
  const [value] = record.axes[date ?? defaultDates[query.source]]!;
  const day = typeof value === 'number' ? toLocalDay(value, widget.tz) : value;
  return day !== null && day >= range.start && day <= range.end;
}

const groupsByMetric: Partial<Record<NumberMetricName, string[]>> = {
  pending: ['backlog', 'unstarted'],
  in_progress: ['started'],
  due_today: ['backlog', 'unstarted', 'started'],
  due_this_week: ['backlog', 'unstarted', 'started'],
  overdue: ['backlog', 'unstarted', 'started'],
};

/** Whether a metric counts a record at all. */
function isCounted(
  record: CountedRecord,
  metric: NumberMetricName,
  widget: QueriedWidget,
) {
  const { axes, completed_at = null, started_at = null } = record;
  const groups = groupsByMetric[metric];
  if (groups && !groups.includes(`${axes.STATE_GROUPS![0]}`)) {
    return false;
  }
  const today = toLocalDay(Date.now(), widget.tz);
  const week = toBucket(today, 'week', widget.weekStart);
  const due = axes.TARGET_DATE?.[0] ?? null;
  switch (metric) {
    case 'throughput':
    case 'completed':
      return completed_at !== null;
    case 'cycle_time_hours':
      return completed_at !== null && started_at !== null;
    case 'due_today':
      return due === today;
    case 'due_this_week':
      return due !== null && due >= week && due <= addDays(week, 6);
    case 'overdue':
      return due !== null && due < today;
    case 'logged_minutes':
    case 'remaining_minutes':
      return record.isTimeVisible;
    default:
      return true;
  }
}

function computeMedian(numbers: readonly number[]): number | null {
  const order = sortBy(numbers);
  const middle = (order.length - 1) / 2;
  return order.length === 0
    ? null
    : (order[Math.floor(middle)] + order[Math.ceil(middle)]) / 2;
}

/** Computes the metric of a widget over records. */
export function computeMetric(
  records: readonly CountedRecord[],
  widget: QueriedWidget,
): number | null {
  const { source, metric } = getMetricQuery(widget.widget_type, widget.config)!;
  const sumRecords = (
    getValue: (record: CountedRecord) => number | null | undefined,
  ) => sum(records.map(record => getValue(record) ?? 0));
  switch (metric) {
    case 'estimate_points':
    case 'estimate_minutes':
    case 'logged_minutes':
      return sumRecords(record => record[metric]);
    case 'remaining_minutes':
      return sumRecords(({ estimate_minutes, logged_minutes }) =>
        Math.max(0, (estimate_minutes ?? 0) - logged_minutes!),
      );
    case 'cycle_time_hours': {
      const hours = records.map(
        record => (record.completed_at! - record.started_at!) / 3_600_000,
      );
      const middle = computeMedian(hours);
      return middle === null ? null : round(middle, 6);
    }
    default:
      return metric === 'people' || source === 'people'
        ? uniq(records.flatMap(({ people }) => people)).length
        : records.length;
  }
}

/** Groups records by their keys on an axis; a record with several keys is in several groups. */
export function groupByKeys(
  records: readonly CountedRecord[],
  axis: NumberAxisName,
  widget: QueriedWidget,
): Record<string, CountedRecord[]> {
  const matches = records.flatMap(record =>
    getRecordKeys(record, axis, widget).map(key => ({ key, record })),
  );
  return mapValues(groupBy(matches, 'key'), found =>
    found.map(({ record }) => record),
  );
}

function getRangeBuckets({
  range,
  config,
  weekStart,
}: QueriedWidget): string[] {
  const { interval = 'day' } = config;
  const found = [];
  for (let day = range!.start; day <= range!.end; day = addDays(day, 1)) {
    found.push(toBucket(day, interval, weekStart));
  }
  return uniq(found);
}

/** Returns the range of the same length right before a range. */
export function getDaysBefore({ start, end }: DayRange): DayRange {
  const length = (Date.parse(end) - Date.parse(start)) / DAY_MS + 1;
  return { start: addDays(start, -length), end: addDays(start, -1) };
}

/** Filters a viewer's records to those that a widget counts. */
export function selectRecords(
  records: readonly CountedRecord[],
  widget: QueriedWidget,
  range = widget.range,
): CountedRecord[] {
  const { metric } = getMetricQuery(widget.widget_type, widget.config)!;
  return records.filter(
    record =>
      isCounted(record, metric, widget) &&
      isAllowed(record, widget.config.filters ?? {}) &&
      isWithin(record, range, widget),
  );
}

/** Selects the records behind a bar of a widget. */
export function selectRecordsBehind(
  records: readonly CountedRecord[],
  widget: QueriedWidget,
  key: string,
): CountedRecord[] {
  const { x_axis } = getMetricQuery(widget.widget_type, widget.config)!;
  return selectRecords(records, widget).filter(record =>
    getRecordKeys(record, x_axis!, widget).includes(key),
  );
}

/** Computes the expected numbers of a widget for a viewer's records. */
export function computeExpectedNumbers(
  records: readonly CountedRecord[],
  widget: QueriedWidget,
): ExpectedNumbers {
  const { range, config } = widget;
  const { x_axis, group_by, chart_type } = getMetricQuery(
    widget.widget_type,
    config,
  )!;
  const found = selectRecords(records, widget);
  const before = range && getDaysBefore(range);
  const totals = {
    total: computeMetric(found, widget),
    ...(before && {
      previous: computeMetric(selectRecords(records, widget, before), widget),
    }),
  };
  if (chart_type === 'number' || !x_axis) {
    return { ...totals, bars: {}, groups: {} };
  }
  const isFilled = range && numberAxes[x_axis].order === 'date';
  const empty = Object.fromEntries(
    isFilled
      ? getRangeBuckets(widget).map(key => [key, [] as CountedRecord[]])
      : [],
  );
  const bars = { ...empty, ...groupByKeys(found, x_axis, widget) };
  const groups = group_by
    ? Object.keys(groupByKeys(found, group_by, widget))
    : [];
  return {
    ...totals,
    bars: mapValues(bars, barRecords => computeMetric(barRecords, widget)),
    groups: mapValues(bars, barRecords => {
      const cells = group_by ? groupByKeys(barRecords, group_by, widget) : {};
      return Object.fromEntries(
        groups.map(group => [group, computeMetric(cells[group] ?? [], widget)]),
      );
    }),
  };
}
