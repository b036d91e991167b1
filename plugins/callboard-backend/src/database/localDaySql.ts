import { Knex } from 'knex';
import { divideSql, isPostgres } from './dialect';
import { OffsetSegment } from './zones';

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
  const first = offsets[0].offset;
  const offset =
    whens.length === 0 ? first : `CASE ${whens.join(' ')} ELSE ${first} END`;
  return divideSql(`${ms} + ${offset}`, DAY_MS);
}

/** SQL for the day number of a `YYYY-MM-DD` column. */
export function dayNumberSql(knex: Knex, column: string): string {
  return isPostgres(knex)
    ? `(${column}::date - DATE '1970-01-01')`
    : `CAST(julianday(${column}) - 2440587.5 AS integer)`;
}

/**
 * SQL for the number of the first day of a day's week.
 *
 * @param weekStart - 1 for Monday to 7 for Sunday
 */
export function weekNumberSql(day: string, weekStart: number): string {
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
