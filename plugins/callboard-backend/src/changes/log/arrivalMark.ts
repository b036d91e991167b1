import { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';
import { Arrival } from './arrivals';

/**
 * Takes the mark of who follows the log, for the rest of a transaction: up to where
 * they have read it.
 *
 * @param table - a table of one row
 * @returns undefined when another replica has it
 */
export async function takeArrivalMark(
  tx: Knex,
  table: string,
): Promise<Arrival | undefined> {
  const query = tx(table).select('arrival');
  const [row] = await (isPostgres(tx) ? query.forUpdate().skipLocked() : query);
  return row && String(row.arrival);
}

/** Moves such a mark; only after it was taken. */
export async function moveArrivalMark(
  tx: Knex,
  table: string,
  arrival: Arrival,
): Promise<void> {
  await tx(table).update({ arrival });
}
