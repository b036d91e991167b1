import {
  DayRange,
  Interval,
  numberMetrics,
  NumberAxisName,
  NumberMetric,
  NumberSource,
} from '@callboard/plugin-callboard-common';
import { Question } from './Question';

const DAY_MS = 86_400_000;

/** Up to so many days have a point each; up to as many weeks, each week has one. */
const MOST_POINTS = 31;

/** The date that a range is about unless a number says another. */
const usualDate: Record<NumberSource, NumberAxisName> = {
  work_items: 'CREATED_AT',
  time: 'LOGGED_AT',
  people: 'LOGGED_AT',
  activity: 'DAY',
};

/** Into what the line beside a number puts the days of its range. */
function intervalOf({ start, end }: DayRange): Interval {
  const days = (Date.parse(end) - Date.parse(start)) / DAY_MS + 1;
  if (days <= MOST_POINTS) {
    return 'day';
  }
  return days <= MOST_POINTS * 7 ? 'week' : 'month';
}

/**
 * The question whose answer is the line beside a number: the same, told apart by the
 * date that its range is about. Undefined where there is no range, or none fits.
 */
export function sparkQuestion(number: Question): Question | undefined {
  const { range, source } = number;
  // An equivalent metric that can also be counted along an axis.
  const metric =
    number.metric === 'completed' && number.x_axis === 'COMPLETED_AT'
      ? 'throughput'
      : number.metric;
  const { isNumberOnly, isOfCompleted }: NumberMetric = numberMetrics[metric];
  const x_axis = number.x_axis ?? (isOfCompleted ? null : usualDate[source]);
  if (!range || isNumberOnly || !x_axis) {
    return undefined;
  }
  return {
    ...number,
    metric,
    x_axis,
    interval: intervalOf(range),
    previous: undefined,
  };
}
