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
const MAX_BARS = 93;
const DAYS_A_WEEK = 7;

const toDay = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
const toIsoDate = (day: DateTime) => day.toISODate()!;

/**
 * Returns bars over a range, without gaps: days without activity are zero. A range without bounds
 * extends from the first activity to today. Long ranges have a bar for each week or month.
 */
export function groupDaysIntoBuckets(
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
  const length = toDay(last).diff(toDay(first), 'days').days + 1;
  let unit: BucketUnit = 'day';
  if (length > MAX_BARS * DAYS_A_WEEK) {
    unit = 'month';
  } else if (length > MAX_BARS) {
    unit = 'week';
  }
  const getBucketStart = (date: string) => {
    const day = toDay(date);
    if (unit === 'month') {
      return toIsoDate(day.startOf('month'));
    }
    return unit === 'week'
      ? toIsoDate(day.minus({ days: (day.weekday - weekStart + 7) % 7 }))
      : date;
  };
  const counts = new Map<string, number>();
  for (const { date, count } of days) {
    const start = getBucketStart(date);
    counts.set(start, (counts.get(start) ?? 0) + count);
  }
  const buckets: Bucket[] = [];
  let start = toDay(getBucketStart(first));
  while (toIsoDate(start) <= last) {
    const next = start.plus({ [`${unit}s`]: 1 });
    const end = toIsoDate(next.minus({ days: 1 }));
    const from = toIsoDate(start);
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
