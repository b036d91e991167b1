import { Knex } from 'knex';
import { lockFreeRows } from '../../database/locks';
import { Arrival } from '../../database/arrivals';

/**
 * Locks the watermark of a log follower until the transaction ends, and returns it: the position up
 * to which it has read.
 *
 * @param table - a table of one row
 * @returns undefined if another replica has locked it
 */
export async function takeArrivalWatermark(
  tx: Knex,
  table: string,
): Promise<Arrival | undefined> {
  const [row] = await lockFreeRows(tx(table).select('arrival'));
  return row && String(row.arrival);
}

/** Advances a watermark; requires the lock. */
export async function moveArrivalWatermark(
  tx: Knex,
  table: string,
  arrival: Arrival,
): Promise<void> {
  await tx(table).update({ arrival });
}
