import { DayRange, Interval } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { memoize } from 'lodash';
import {
  dayNumberSql,
  timestampDaySql,
  dayMonthSql,
  firstDayOfWeekSql,
} from '../../../database/sql/localDaySql';
import {
  getDateFromDayNumber,
  listOffsetSegments,
  getWeekStart,
  toMonth,
  getNextMonth,
  addDays,
} from '../../../database/zones';

/** The interval, and the zone and first weekday of its buckets. */
interface Bucketing {
  interval: Interval;
  zone: string;
  weekStart: number;
}

/**
 * The instant from which zone offsets are known. Earlier instants should not occur; they use the
 * first known offset.
 */
const FIRST_INSTANT = Date.UTC(2000, 0);

/** Zone offsets are known until this time after now, because instants can be in the future. */
const AHEAD_MS = 2 * 366 * 86_400_000;

/** Returns the offsets of a zone. Caches all zones, because only a few hundred exist. */
const getZoneOffsets = memoize((zone: string) =>
  listOffsetSegments(zone, FIRST_INSTANT, Date.now() + AHEAD_MS),
);

export function instantDaySql(
  knex: Knex,
  column: string,
  zone: string,
): string {
  return timestampDaySql(knex, column, getZoneOffsets(zone));
}

/** SQL for the bucket of an instant: the number of its first day, or `YYYY-MM`. */
export function instantBucketSql(
  knex: Knex,
  column: string,
  bucketing: Bucketing,
): string {
  const day = instantDaySql(knex, column, bucketing.zone);
  return createDayNumberTranslation(knex, bucketing)?.(day) ?? day;
}

/** A conversion from SQL for a day to SQL for its bucket; undefined if the day is the bucket. */
type DayTranslation = ((day: string) => string) | undefined;

/** Returns the conversion of day numbers to buckets: the number of the first day, or `YYYY-MM`. */
export function createDayNumberTranslation(
  knex: Knex,
  { interval, weekStart }: Omit<Bucketing, 'zone'>,
): DayTranslation {
  switch (interval) {
    case 'month':
      return day => dayMonthSql(knex, day);
    case 'week':
      return day => firstDayOfWeekSql(day, weekStart);
    default:
      return undefined;
  }
}

/** Returns the conversion of dates (`YYYY-MM-DD`) to buckets. */
export function createDateTranslation(
  knex: Knex,
  { interval, weekStart }: Omit<Bucketing, 'zone'>,
): DayTranslation {
  switch (interval) {
    case 'month':
      return date => `substr(${date}, 1, 7)`;
    case 'week':
      return date => firstDayOfWeekSql(dayNumberSql(knex, date), weekStart);
    default:
      return undefined;
  }
}

/** Converts a bucket from the database to the API: `YYYY-MM-DD` or `YYYY-MM`. */
export function toBucketKey(stored: string): string {
  return /^-?\d+$/.test(stored) ? getDateFromDayNumber(Number(stored)) : stored;
}

export function getBucketDays(
  key: string,
  { interval }: Pick<Bucketing, 'interval'>,
): DayRange {
  if (interval === 'month') {
    return { start: `${key}-01`, end: addDays(`${getNextMonth(key)}-01`, -1) };
  }
  return { start: key, end: interval === 'week' ? addDays(key, 6) : key };
}

/** Lists the buckets of a range, oldest first, up to `maxBuckets`. */
export function getRangeBuckets(
  { start, end }: DayRange,
  { interval, weekStart }: Bucketing,
  maxBuckets: number,
): string[] {
  const toBucket = (day: string) => {
    if (interval === 'month') return toMonth(day);
    return interval === 'week' ? getWeekStart(day, weekStart) : day;
  };
  const getNextBucket = (bucket: string) =>
    interval === 'month'
      ? getNextMonth(bucket)
      : addDays(bucket, interval === 'week' ? 7 : 1);
  const last = toBucket(end);
  const buckets = [toBucket(start)];
  while (buckets.length < maxBuckets && buckets[buckets.length - 1] < last) {
    buckets.push(getNextBucket(buckets[buckets.length - 1]));
  }
  return buckets;
}
