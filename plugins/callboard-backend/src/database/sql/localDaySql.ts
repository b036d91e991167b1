import { Knex } from 'knex';
import { range } from 'lodash';
import { isPostgres } from '../isPostgres';
import { divideSql, epochMsSql } from '../dialect';
import { getLowestId } from '../ids';
import {
  getDateFromDayNumber,
  getDateInZone,
  OffsetSegment,
  toInstantRange,
} from '../zones';

const DAY_MS = 86_400_000;

/**
 * SQL for the number of the local day of an instant, counted from 1970-01-01.
 *
 * @param ms - SQL for the instant in milliseconds since 1970
 * @param offsets - the offsets of the zone, at least one, oldest first
 */
export function localDaySql(
  ms: string,
  offsets: readonly OffsetSegment[],
): string {
  const whens = offsets
    .slice(1)
    .reverse()
    .map(({ from, offset }) => `WHEN ${ms} >= ${from} THEN ${offset}`);
  const firstOffset = offsets[0].offset;
  const offsetSql =
    whens.length === 0
      ? firstOffset
      : `CASE ${whens.join(' ')} ELSE ${firstOffset} END`;
  return divideSql(`${ms} + ${offsetSql}`, DAY_MS);
}

/**
 * SQL for the local day of a timestamp column. PostgreSQL computes it many times faster from
 * timestamps than from milliseconds, which it converts to decimals.
 *
 * @param offsets - the offsets of the zone, at least one, oldest first
 */
export function timestampDaySql(
  knex: Knex,
  column: string,
  offsets: readonly OffsetSegment[],
): string {
  if (!isPostgres(knex)) {
    return localDaySql(epochMsSql(knex, column), offsets);
  }
  const buildDaySql = (offset: number) =>
    `((${column} AT TIME ZONE INTERVAL '${offset} milliseconds')::date - DATE '1970-01-01')`;
  const whens = offsets
    .slice(1)
    .reverse()
    .map(({ from, offset }) => {
      const instant = new Date(from).toISOString();
      return `WHEN ${column} >= TIMESTAMPTZ '${instant}' THEN ${buildDaySql(
        offset,
      )}`;
    });
  const firstDaySql = buildDaySql(offsets[0].offset);
  return whens.length === 0
    ? firstDaySql
    : `CASE ${whens.join(' ')} ELSE ${firstDaySql} END`;
}

/** The instants between which a log has rows, with the offsets of a zone. */
interface ZonedRange {
  zone: string;
  oldest: number;
  newest: number;
  offsets: readonly OffsetSegment[];
}

/**
 * SQL for the local day of a log row. On PostgreSQL, it compares the id with the lowest ids of the
 * days instead of reading `created_at`, because every index contains the id.
 */
export function activityDaySql(
  knex: Knex,
  { zone, oldest, newest, offsets }: ZonedRange,
): Knex.Raw {
  if (!isPostgres(knex)) {
    return knex.raw(
      localDaySql(epochMsSql(knex, 'activity.created_at'), offsets),
    );
  }
  const toDayNumber = (ms: number) =>
    Date.parse(getDateInZone(ms, zone)) / DAY_MS;
  const firstDay = toDayNumber(oldest);
  const days = range(firstDay, toDayNumber(newest) + 1);
  const starts = days.map(day => {
    const date = getDateFromDayNumber(day);
    return getLowestId(toInstantRange(date, date, zone).from!);
  });
  return knex.raw(`(width_bucket(activity.id, ?::uuid[]) + ${firstDay - 1})`, [
    starts,
  ]);
}

/** The Julian day of the midnight at which 1970-01-01 begins. */
const JULIAN_DAY_OF_1970 = 2440587.5;

/** SQL for the day number of a `YYYY-MM-DD` column. */
export function dayNumberSql(knex: Knex, column: string): string {
  return isPostgres(knex)
    ? `(${column}::date - DATE '1970-01-01')`
    : `CAST(julianday(${column}) - ${JULIAN_DAY_OF_1970} AS integer)`;
}

/**
 * SQL for the day number of the first day of the week that contains a day.
 *
 * @param weekStart - 1 for Monday to 7 for Sunday
 */
export function firstDayOfWeekSql(day: string, weekStart: number): string {
  // Day 0 was a Thursday: ISO weekday 4.
  const shift = (4 - weekStart + 7) % 7;
  return `(${divideSql(`${day} + ${shift}`, 7)} * 7 - ${shift})`;
}

/** SQL for the month, `YYYY-MM`, of a day number. */
export function dayMonthSql(knex: Knex, day: string): string {
  return isPostgres(knex)
    ? `to_char(DATE '1970-01-01' + (${day})::integer, 'YYYY-MM')`
    : `strftime('%Y-%m', (${day}) * 86400, 'unixepoch')`;
}
