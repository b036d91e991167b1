import { Knex } from 'knex';
import { chooseBatchSize } from '../../../database/dialect';
import { storeArrivedTexts } from '../texts/noteTexts';
import { addCounts, logCounts } from './rollups';
import { readSettledArrival } from '../../../database/arrivals';
import { readBatchEnd } from '../../../changes/LogConsumers';
import { moveWatermark, takeWatermark } from './rollupMark';

/** The number of rows counted per transaction: a second or so of work. */
const ROWS_PER_STEP = 50_000;

/** Smaller, because SQLite blocks the thread: for less than a tenth of a second. */
export const ROWS_PER_STEP_IN_SQLITE = 200;

/**
 * Counts some of the rows of the log that are not counted yet, in one transaction.
 *
 * @returns whether more rows may be left; false also when another transaction has locked the
 *   watermark
 */
export async function countNewRows(
  knex: Knex,
  rowsAtOnce = chooseBatchSize(knex, {
    concurrent: ROWS_PER_STEP,
    blocking: ROWS_PER_STEP_IN_SQLITE,
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
    await storeArrivedTexts(tx, watermark, end);
    await moveWatermark(tx, end);
    return true;
  });
}
