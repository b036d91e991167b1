import { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';
import { presentSnapshot } from './presentSnapshot';

/**
 * A position in the order in which rows of the log became visible: on
 * PostgreSQL the number of a transaction, on SQLite that of a row.
 */
export type Arrival = string;

/** Before every row. */
export const FIRST_ARRIVAL: Arrival = '0';

/** A placeholder for an arrival. */
export function arrivalBinding(knex: Knex): string {
  return isPostgres(knex) ? '?::xid8' : 'CAST(? AS integer)';
}

/**
 * The arrival before which no row will ever appear any more.
 *
 * On PostgreSQL that is where the oldest transaction still open began: not a
 * clock and not the highest id, which a slow transaction would slip behind.
 *
 * @see https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
 */
export async function settledArrival(knex: Knex): Promise<Arrival> {
  if (isPostgres(knex)) {
    return (await presentSnapshot(knex)).settled;
  }
  const [row] = await knex('activity').max({ last: 'arrival' });
  return String((row.last ?? 0) + 1);
}

/** Whether `a` comes after `b`. */
export function isAfter(a: Arrival, b: Arrival): boolean {
  return BigInt(a) > BigInt(b);
}

/** The arrival right after another. */
export function nextArrival(arrival: Arrival): Arrival {
  return String(BigInt(arrival) + 1n);
}
