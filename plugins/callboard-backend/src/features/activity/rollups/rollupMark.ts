import { Knex } from 'knex';
import { lockForUpdate } from '../../../database/locks';
import {
  moveArrivalWatermark,
  takeArrivalWatermark,
} from '../../../changes/LogConsumers';
import {
  Arrival,
  isAfter,
  readSettledArrival,
} from '../../../database/arrivals';

const WATERMARK_TABLE = 'activity_rollup_watermark';

/**
 * The watermark of counting: the tables of counts contain all rows that arrived before it, and no
 * others. Within a snapshot it is consistent with the other reads.
 *
 * @returns undefined when the counts are unreliable: a restore into another server restarts
 * transaction numbers
 */
export async function readWatermark(
  snapshot: Knex,
): Promise<Arrival | undefined> {
  const [{ arrival }] = await snapshot(WATERMARK_TABLE).select('arrival');
  const watermark = String(arrival);
  return isAfter(watermark, await readSettledArrival(snapshot))
    ? undefined
    : watermark;
}

/**
 * Locks the watermark until the transaction ends, without waiting.
 *
 * @returns undefined when another transaction has locked it
 */
export async function takeWatermark(tx: Knex): Promise<Arrival | undefined> {
  return takeArrivalWatermark(tx, WATERMARK_TABLE);
}

/** Like `takeWatermark`, but waits for the lock. */
export async function lockWatermark(tx: Knex): Promise<Arrival> {
  const [row] = await lockForUpdate(tx(WATERMARK_TABLE).select('arrival'));
  return String(row.arrival);
}

/** Moves the watermark, which the caller has locked. */
export async function moveWatermark(tx: Knex, arrival: Arrival): Promise<void> {
  await moveArrivalWatermark(tx, WATERMARK_TABLE, arrival);
}
