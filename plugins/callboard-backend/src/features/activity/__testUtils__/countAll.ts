import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { getArrivalBinding } from '../../../database/arrivals';
import { countNewRows } from '../rollups/ActivityCounts';
import { readWatermark } from '../rollups/watermark';

async function isAllCounted(knex: Knex): Promise<boolean> {
  const watermark = await readWatermark(knex);
  if (watermark === undefined) {
    return false;
  }
  const uncounted = await knex('activity')
    .select('arrival')
    .whereRaw(`arrival >= ${getArrivalBinding(knex)}`, [watermark])
    .first();
  return !uncounted;
}

/**
 * Counts all rows of the log. PostgreSQL numbers the transactions of all its databases together, so
 * a row is counted only after the older transactions of other tests have ended.
 */
export async function countAll(knex: Knex): Promise<void> {
  for (;;) {
    while (await countNewRows(knex));
    if (await isAllCounted(knex)) {
      return;
    }
    await sleep(10);
  }
}
