import { ActivityCountsCheck } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { withoutStatementTimeout } from '../../../database/statementTimeout';
import { checkRollups } from './checkRollups';
import { foldNewRows } from './foldNewRows';
import { resetRollups } from './resetRollups';

/** Many rows have the same day, person and action: in long steps most counts are written once. */
const SEEDED_ROWS_AT_ONCE = 10_000;

/** The counts that are kept of the log, so that it need not be counted again. */
export class ActivityCounts {
  /** @param onRebuild - called when all has to be counted anew */
  constructor(
    private readonly knex: Knex,
    private readonly onRebuild = () => {},
  ) {}

  /**
   * Counts what has arrived, until there is nothing left or until the signal.
   * Rests as long as it worked: whoever writes comes first.
   */
  async catchUp(signal: AbortSignal): Promise<void> {
    for (;;) {
      const began = performance.now();
      if (signal.aborted || !(await foldNewRows(this.knex))) {
        return;
      }
      const worked = performance.now() - began;
      await new Promise(resolve => setTimeout(resolve, worked));
    }
  }

  /** Counts what seeders have made, in long steps: nobody waits for the database meanwhile. */
  async catchUpSeeded(): Promise<void> {
    while (await foldNewRows(this.knex, SEEDED_ROWS_AT_ONCE)) {
      await setImmediate();
    }
  }

  /**
   * Compares the counts with the log, which is read whole: about ten seconds
   * for a million rows on PostgreSQL, and a minute on SQLite.
   *
   * @throws ConflictError when the counts are made anew meanwhile
   */
  async check(): Promise<ActivityCountsCheck> {
    const tables = await withoutStatementTimeout(() => checkRollups(this.knex));
    return {
      success: true,
      equal: tables.every(({ differences }) => differences === 0),
      tables,
    };
  }

  /**
   * Forgets the counts. Everything is right meanwhile, only slower, until the
   * log has been counted anew.
   */
  async rebuild(): Promise<void> {
    await this.knex.transaction(resetRollups);
    this.onRebuild();
  }
}
