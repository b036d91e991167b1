import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { chooseBatchSize } from '../../../database/dialect';
import { Arrival, FIRST_ARRIVAL, isAfter } from '../../../database/arrivals';
import { readBatchEnd } from '../../../changes/LogConsumers';
import { readWatermark } from '../rollups/rollupMark';
import { countUnstoredTexts } from './noteTexts';

const ROWS_PER_STEP = 500_000;
const ROWS_PER_STEP_IN_SQLITE = 500;

/**
 * Counts texts of counted rows that are not stored, in short steps, because SQLite blocks the
 * thread. Stored texts without rows are harmless.
 *
 * @throws ConflictError when the texts are rebuilt during the count
 */
export async function countMissingTexts(knex: Knex): Promise<number> {
  let missing = 0;
  let upTo: Arrival | undefined = FIRST_ARRIVAL;
  while (upTo !== undefined) {
    const step: Step = await countFrom(knex, upTo);
    missing += step.missing;
    upTo = step.end;
    await setImmediate();
  }
  return missing;
}

/** The result of one step, with the position to continue from. */
interface Step {
  missing: number;
  end?: Arrival;
}

function countFrom(knex: Knex, from: Arrival): Promise<Step> {
  return knex.transaction(async tx => {
    const watermark = (await readWatermark(tx)) ?? FIRST_ARRIVAL;
    if (isAfter(from, watermark)) {
      throw new ConflictError(
        'The counts are being rebuilt. Check them when the rebuild is complete',
      );
    }
    const rows = chooseBatchSize(tx, {
      concurrent: ROWS_PER_STEP,
      blocking: ROWS_PER_STEP_IN_SQLITE,
    });
    const end = await readBatchEnd(tx, from, watermark, rows);
    return end === undefined
      ? { missing: 0 }
      : { missing: await countUnstoredTexts(tx, from, end), end };
  });
}
