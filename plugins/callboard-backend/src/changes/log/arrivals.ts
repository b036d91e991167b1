import { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';
import { readCurrentSnapshot } from './readCurrentSnapshot';

/**
 * A position in the order in which rows of the log became visible: on PostgreSQL a transaction id,
 * on SQLite a row number.
 */
export type Arrival = string;

/** Before every row. */
export const FIRST_ARRIVAL: Arrival = '0';

/** A SQL placeholder for an arrival. */
export function getArrivalBinding(knex: Knex): string {
  return isPostgres(knex) ? '?::xid8' : 'CAST(? AS integer)';
}

/**
 * The arrival before which no further rows can appear.
 *
 * On PostgreSQL it is the id of the oldest open transaction. A clock or the highest id would miss
 * rows of a slow transaction.
 *
 * @see https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
 */
export async function readSettledArrival(knex: Knex): Promise<Arrival> {
  if (isPostgres(knex)) {
    return (await readCurrentSnapshot(knex)).settled;
  }
  const [row] = await knex('activity').max({ last: 'arrival' });
  return String((row.last ?? 0) + 1);
}

/** Whether `a` comes after `b`. */
export function isAfter(a: Arrival, b: Arrival): boolean {
  return BigInt(a) > BigInt(b);
}

/** The arrival right after another. */
export function getNextArrival(arrival: Arrival): Arrival {
  return String(BigInt(arrival) + 1n);
}
