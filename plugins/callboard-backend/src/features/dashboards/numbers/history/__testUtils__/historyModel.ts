import {
  ChartOverTime,
  Interval,
  NumberMetricName,
  StateGroup,
} from '@callboard/plugin-callboard-common';
import { round, sortBy, sumBy } from 'lodash';
import { DateTime } from 'luxon';
import { ItemModel } from './HistoryFixture';

const DAY_MS = 86_400_000;

const open: StateGroup[] = ['backlog', 'unstarted', 'started'];
const flow: StateGroup[] = [...open, 'completed', 'cancelled'];

/** The state groups counted by each series of a chart. */
const groupsByMetric = {
  burndown: { count: open, remaining: open },
  burnup: {
    count: ['completed'],
    scope: [...open, 'completed'],
    completed: ['completed'],
  },
  cumulative_flow: {
    count: flow,
    ...Object.fromEntries(flow.map(group => [group, [group]])),
  },
} as Record<string, Record<string, StateGroup[]>>;

/** A query for the modelled items. */
export interface HistoryQuery {
  chart: ChartOverTime;
  metric: NumberMetricName;
  start: string;
  end: string;
  interval: Interval;
  tz: string;
}

/** The day of an instant. */
export const toLocalDay = (ms: number, zone: string) =>
  DateTime.fromMillis(ms, { zone }).toISODate()!;

/** The first instant of a day, or of the day that is `daysAfter` days later. */
const getDayStart = (day: string, zone: string, daysAfter = 0) =>
  DateTime.fromISO(day, { zone })
    .plus({ days: daysAfter })
    .startOf('day')
    .toMillis();

const toBucket = (day: string, interval: Interval) => {
  if (interval === 'month') return day.slice(0, 7);
  // Weeks begin on Mondays in Luxon and in these tests.
  return interval === 'week'
    ? DateTime.fromISO(day, { zone: 'utc' }).startOf('week').toISODate()!
    : day;
};

/** Groups the days of a range into buckets. */
export function groupDaysByBucket({ start, end, interval }: HistoryQuery) {
  const buckets = new Map<string, string[]>();
  for (
    let day = start;
    day <= end;
    day = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)
  ) {
    const key = toBucket(day, interval);
    buckets.set(key, [...(buckets.get(key) ?? []), day]);
  }
  return [...buckets].map(([key, days]) => ({ key, days }));
}

/** The state group of an item right before an instant. */
function findStateGroup({ created_at, steps }: ItemModel, at: number) {
  const [last] = steps.filter(({ from }) => from < at).slice(-1);
  return created_at < at ? last?.group ?? 'backlog' : undefined;
}

/** The value of an item in a metric. */
export const createMetricGetter =
  (metric: NumberMetricName) => (item: ItemModel) =>
    metric === 'count'
      ? 1
      : item[metric as 'estimate_points' | 'estimate_minutes'];

/** Whether an instant is on one of the days. */
export const isWithin = (ms: number | null, days: string[], zone: string) =>
  ms !== null && days.includes(toLocalDay(ms, zone));

/** Computes a percentile, interpolated between two numbers. */
export function computePercentile(numbers: readonly number[], percent: number) {
  const order = sortBy(numbers);
  const rank = percent * (order.length - 1);
  const [low, high] = [order[Math.floor(rank)], order[Math.ceil(rank)]];
  return low + (high - low) * (rank - Math.floor(rank));
}

/** Selects the items behind the number of a series in a bucket. */
export function selectItemsBehind(
  query: HistoryQuery,
  items: ItemModel[],
  days: string[],
  series: string,
) {
  const { chart, tz } = query;
  if (chart === 'created_vs_completed') {
    return items.filter(({ created_at, completed_at }) =>
      isWithin(series === 'completed' ? completed_at : created_at, days, tz),
    );
  }
  const at = getDayStart(days.at(-1)!, tz, 1);
  const states: readonly unknown[] = groupsByMetric[chart][series];
  return items.filter(item => states.includes(findStateGroup(item, at)));
}

/** The expected bars of a chart. */
export function computeExpectedBars(query: HistoryQuery, items: ItemModel[]) {
  const { chart, metric, tz } = query;
  const seriesNames = Object.keys(
    groupsByMetric[chart] ?? { count: 0, created: 0, completed: 0 },
  );
  const computeValue = (days: string[], series: string) =>
    round(
      sumBy(
        selectItemsBehind(query, items, days, series),
        createMetricGetter(metric),
      ),
      6,
    );
  const isByMoment = chart !== 'created_vs_completed';
  const today = toLocalDay(Date.now(), tz);
  return groupDaysByBucket(query).map(({ key, days }) => ({
    key,
    ...Object.fromEntries(
      seriesNames.map(series => [
        series,
        isByMoment && days[0] > today ? null : computeValue(days, series),
      ]),
    ),
  }));
}

/** The expected total of the previous range of the same length. */
export function computePreviousTotal(
  query: HistoryQuery,
  items: ItemModel[],
): number {
  const { start, end, metric } = query;
  const subtractDays = (date: string, days: number) =>
    new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
  const count = (Date.parse(end) - Date.parse(start)) / DAY_MS + 1;
  const days = {
    start: subtractDays(start, count),
    end: subtractDays(start, 1),
  };
  const all = groupDaysByBucket({ ...query, ...days, interval: 'day' });
  const countedItems = selectItemsBehind(
    query,
    items,
    all.map(({ key }) => key),
    'count',
  );
  return round(sumBy(countedItems, createMetricGetter(metric)), 6);
}
