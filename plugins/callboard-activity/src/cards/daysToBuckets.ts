import type { DateBounds } from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';

/** The time that a bar covers. */
export type BucketUnit = 'day' | 'week' | 'month';

/** A bar: its days, and the number of actions on them. */
export interface Bucket {
  start: string;
  end: string;
  count: number;
}

/** More bars are too thin to see and to hit. */
const MOST_BARS = 93;
const DAYS_A_WEEK = 7;

const dayOf = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
const dateOf = (day: DateTime) => day.toISODate()!;

/**
 * Returns bars over a range, without gaps: days without activity are zero. A range without bounds
 * extends from the first activity to today. Long ranges have a bar for each week or month.
 */
export function daysToBuckets(
  days: readonly { date: string; count: number }[],
  bounds: DateBounds,
  today: string,
  weekStart: number = 1,
): { unit: BucketUnit; buckets: Bucket[] } {
  const dates = days.map(day => day.date).sort();
  const first = bounds.start ?? dates[0];
  const last = bounds.end ?? [today, ...dates].sort().at(-1)!;
  if (!first) {
    return { unit: 'day', buckets: [] };
  }
  const length = dayOf(last).diff(dayOf(first), 'days').days + 1;
  let unit: BucketUnit = 'day';
  if (length > MOST_BARS * DAYS_A_WEEK) {
    unit = 'month';
  } else if (length > MOST_BARS) {
    unit = 'week';
  }
  const startOf = (date: string) => {
    const day = dayOf(date);
    if (unit === 'month') {
      return dateOf(day.startOf('month'));
    }
    return unit === 'week'
      ? dateOf(day.minus({ days: (day.weekday - weekStart + 7) % 7 }))
      : date;
  };
  const counts = new Map<string, number>();
  for (const { date, count } of days) {
    const start = startOf(date);
    counts.set(start, (counts.get(start) ?? 0) + count);
  }
  const buckets: Bucket[] = [];
  let start = dayOf(startOf(first));
  while (dateOf(start) <= last) {
    const next = start.plus({ [`${unit}s`]: 1 });
    const end = dateOf(next.minus({ days: 1 }));
    const from = dateOf(start);
    buckets.push({
      // The first and last bar may be shorter: their filters must not exceed the range.
      start: from < first ? first : from,
      end: end > last ? last : end,
      count: counts.get(from) ?? 0,
    });
    start = next;
  }
  return { unit, buckets };
}
