import { Knex } from 'knex';
import { isPostgres } from './isPostgres';
import { epochMsSql } from './dialect';

/**
 * The time of the clock that all replicas share, in a statement: the clocks of replicas differ. On
 * PostgreSQL this is the server's; SQLite has one process, so its own clock is shared.
 *
 * @param now - the time of this process in milliseconds since 1970
 * @param delayMs - milliseconds to add
 */
export function getSharedTime(
  knex: Knex,
  now: number,
  delayMs = 0,
): Knex.Raw | Date {
  if (!isPostgres(knex)) {
    return new Date(now + delayMs);
  }
  return delayMs === 0
    ? knex.raw('statement_timestamp()')
    : knex.raw("statement_timestamp() + ? * interval '1 millisecond'", [
        delayMs,
      ]);
}

/** SQL for the same in milliseconds since 1970. */
export function sharedTimeMsSql(knex: Knex, now: number): string {
  return isPostgres(knex)
    ? epochMsSql(knex, 'statement_timestamp()')
    : String(now);
}
