import { ActivityCountsCheck } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { FIRST_ARRIVAL } from '../../../database/arrivals';
import { withoutStatementTimeout } from '../../../database/statements';
import { checkRollups } from './checkRollups';
import { countNewRows } from './countNewRows';
import { lockWatermark, moveWatermark } from './rollupMark';
import { derivedTables } from './rollups';

/**
 * Deletes all counts, within a transaction. Until the rows have been counted again, lists and reports
 * read them from the log.
 */
async function resetRollups(tx: Knex): Promise<void> {
  await lockWatermark(tx);
  for (const table of derivedTables) {
    await tx(table).delete();
  }
  await moveWatermark(tx, FIRST_ARRIVAL);
}

/** Many rows share day, person and action, so a large step writes each of most counts only once. */
const SEEDED_ROWS_PER_STEP = 10_000;

/** Maintains the counts of the log. */
export class ActivityCounts {
  /** @param onRebuild - called when everything must be counted again */
  constructor(
    private readonly knex: Knex,
    private readonly onRebuild = () => {},
  ) {}

  /**
   * Counts new rows until none is left or the signal aborts. Pauses as long as it worked, to give
   * writers precedence.
   */
  async catchUp(signal: AbortSignal): Promise<void> {
    for (;;) {
      const began = performance.now();
      if (signal.aborted || !(await countNewRows(this.knex))) {
        return;
      }
      const worked = performance.now() - began;
      await new Promise(resolve => setTimeout(resolve, worked));
    }
  }

  /** Counts seeded rows in large steps, because nobody uses the database during seeding. */
  async catchUpSeeded(): Promise<void> {
    while (await countNewRows(this.knex, SEEDED_ROWS_PER_STEP)) {
      await setImmediate();
    }
  }

  /**
   * Compares the counts with the whole log: about ten seconds for a million rows on PostgreSQL, and a
   * minute on SQLite.
   *
   * @throws ConflictError when the counts are rebuilt during the comparison
   */
  async check(): Promise<ActivityCountsCheck> {
    const tables = await withoutStatementTimeout(() => checkRollups(this.knex));
    return {
      success: true,
      equal: tables.every(({ differences }) => differences === 0),
      tables,
    };
  }

  /** Deletes the counts. Results stay correct but slower until the log has been counted again. */
  async rebuild(): Promise<void> {
    await this.knex.transaction(resetRollups);
    this.onRebuild();
  }
}
