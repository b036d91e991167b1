import { Knex } from 'knex';
import { chooseBatchSize } from '../../../database/dialect';
import { noteTexts } from '../texts/noteTexts';
import { addCounts, logCounts } from './rollups';
import { readSettledArrival } from '../../../database/arrivals';
import { readBatchEnd } from '../../../changes/LogConsumers';
import { moveWatermark, takeWatermark } from './rollupMark';

/** The number of rows counted per transaction: a second or so of work. */
const ROWS_AT_ONCE = 50_000;

/** SQLite blocks the thread meanwhile: less than a tenth of a second. */
export const ROWS_AT_ONCE_IN_SQLITE = 200;

/**
 * Counts rows of the log that arrived since the last time, in one transaction.
 *
 * @returns whether there may be more; false also when another replica has locked the watermark
 */
export async function foldNewRows(
  knex: Knex,
  rowsAtOnce = chooseBatchSize(knex, {
    concurrent: ROWS_AT_ONCE,
    blocking: ROWS_AT_ONCE_IN_SQLITE,
  }),
): Promise<boolean> {
  return knex.transaction(async tx => {
    const watermark = await takeWatermark(tx);
    if (watermark === undefined) {
      return false;
    }
    const settled = await readSettledArrival(tx);
    const end = await readBatchEnd(tx, watermark, settled, rowsAtOnce);
    if (end === undefined) {
      return false;
    }
    await addCounts(tx, logCounts, watermark, end);
    await noteTexts(tx, watermark, end);
    await moveWatermark(tx, end);
    return true;
  });
}
