import { Knex } from 'knex';
import { Arrival, arrivalBinding, isAfter, nextArrival } from './arrivals';

/**
 * Where a batch of rows ends that begins at `start`.
 *
 * @param settled - what arrives from here on is left for later
 * @returns undefined when the batch is empty
 */
export async function endOfBatch(
  tx: Knex,
  start: Arrival,
  settled: Arrival,
  rowsAtOnce: number,
): Promise<Arrival | undefined> {
  const bound = arrivalBinding(tx);
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
  // What one transaction added is counted together, however much it is.
  return isAfter(beyond.arrival, first.arrival)
    ? String(beyond.arrival)
    : nextArrival(first.arrival);
}
