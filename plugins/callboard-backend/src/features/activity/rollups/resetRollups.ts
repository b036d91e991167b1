import { Knex } from 'knex';
import { FIRST_ARRIVAL } from '../../../changes/log/arrivals';
import { lockWatermark, moveWatermark } from './rollupMark';
import { derivedTables } from './rollups';

/**
 * Deletes all counts, within a transaction. Lists and reports count the log itself until it has been
 * counted again.
 */
export async function resetRollups(tx: Knex): Promise<void> {
  await lockWatermark(tx);
  for (const table of derivedTables) {
    await tx(table).delete();
  }
  await moveWatermark(tx, FIRST_ARRIVAL);
}
