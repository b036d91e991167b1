import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { lockForUpdate } from '../../../database/locks';
import {
  Arrival,
  isAfter,
  readSettledArrival,
} from '../../../database/arrivals';
import { readInSnapshot } from '../../../database/transactions';

export const WATERMARK_TABLE = 'activity_rollup_watermark';

/**
 * Reads the watermark of counting: the tables of counts cover exactly the rows that arrived before
 * the watermark. Within a snapshot, the watermark agrees with the counts.
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

export async function lockWatermark(tx: Knex): Promise<Arrival> {
  const [row] = await lockForUpdate(tx(WATERMARK_TABLE).select('arrival'));
  return String(row.arrival);
}

/**
 * Checks that the counts have not been rebuilt since an earlier read of the watermark. Only a
 * rebuild moves the watermark backwards.
 *
 * @throws ConflictError when they have been rebuilt
 */
export function requireNotRebuilt(earlier: Arrival, watermark: Arrival): void {
  if (isAfter(earlier, watermark)) {
    throw new ConflictError(
      'The counts are being rebuilt. Check them when the rebuild is complete',
    );
  }
}

export interface LogSnapshot {
  knex: Knex;
  /** The watermark of the log's counts in this snapshot; undefined while they are unreliable. */
  watermark?: Arrival;
}

/** Runs reads of the log and of its counts in one snapshot, so that they agree with each other. */
export async function readInLogSnapshot<T>(
  knex: Knex,
  read: (log: LogSnapshot) => Promise<T>,
): Promise<T> {
  return readInSnapshot(knex, async snapshot =>
    read({ knex: snapshot, watermark: await readWatermark(snapshot) }),
  );
}
