import {
  DayRange,
  Interval,
  numberMetrics,
  NumberAxisName,
  NumberMetric,
  MetricSource,
} from '@callboard/plugin-callboard-common';
import { ResolvedQuery } from './ResolvedQuery';

const DAY_MS = 86_400_000;

/** A sparkline has a point per day up to this many days, else a point per week up to as many weeks. */
const MAX_POINTS = 31;

/** The default date that a range applies to. */
const defaultDates: Record<MetricSource, NumberAxisName> = {
  work_items: 'CREATED_AT',
  time: 'LOGGED_AT',
  people: 'LOGGED_AT',
  activity: 'DAY',
};

/** The interval of a sparkline. */
function chooseInterval({ start, end }: DayRange): Interval {
  const days = (Date.parse(end) - Date.parse(start)) / DAY_MS + 1;
  if (days <= MAX_POINTS) {
    return 'day';
  }
  return days <= MAX_POINTS * 7 ? 'week' : 'month';
}

/**
 * The query for the sparkline of a number: the same metric along the date of its range. Undefined
 * without a range, or if no interval fits.
 */
export function toSparklineQuery(
  number: ResolvedQuery,
): ResolvedQuery | undefined {
  const { range, source } = number;
  // An equivalent metric that can also be counted along an axis.
  const metric =
    number.metric === 'completed' && number.x_axis === 'COMPLETED_AT'
      ? 'throughput'
      : number.metric;
  const { isNumberOnly, isOfCompleted }: NumberMetric = numberMetrics[metric];
  const x_axis = number.x_axis ?? (isOfCompleted ? null : defaultDates[source]);
  if (!range || isNumberOnly || !x_axis) {
    return undefined;
  }
  return {
    ...number,
    metric,
    x_axis,
    interval: chooseInterval(range),
    previous: undefined,
  };
}
