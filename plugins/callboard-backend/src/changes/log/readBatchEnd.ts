import { Knex } from 'knex';
import {
  Arrival,
  getArrivalBinding,
  isAfter,
  getNextArrival,
} from '../../database/arrivals';

/**
 * The end of the batch of rows that starts at `start`.
 *
 * @param settled - rows that arrive from here on are left for later
 * @returns undefined if the batch is empty
 */
export async function readBatchEnd(
  tx: Knex,
  start: Arrival,
  settled: Arrival,
  rowsAtOnce: number,
): Promise<Arrival | undefined> {
  const bound = getArrivalBinding(tx);
  const arrivals = tx('activity')
    .select('arrival')
    .whereRaw(`arrival >= ${bound} AND arrival < ${bound}`, [start, settled])
    .orderBy('arrival')
    .limit(1);
  const [first] = await arrivals.clone();
  if (!first) {
    return undefined;
  }
  const [beyond] = await arrivals.clone().offset(rowsAtOnce);
  if (!beyond) {
    return settled;
  }
  // The rows of one transaction are counted together, however many.
  return isAfter(beyond.arrival, first.arrival)
    ? String(beyond.arrival)
    : getNextArrival(first.arrival);
}
