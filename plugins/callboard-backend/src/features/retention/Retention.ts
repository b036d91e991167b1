import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { Clock } from '../../kernel/clock';
import { inListSql } from '../../database/bulk';
import { chooseBatchSize } from '../../database/dialect';
import { withoutStatementTimeout } from '../../database/statements';
import { RowCounts } from '../activity/rollups/RowCounts';
import { deleteSomeUnusedTexts } from '../activity/texts/deleteUnusedTexts';
import { SealedLog } from '../integrity/SealedLog';
import {
  EffectiveRule,
  resolveEffectiveRules,
  computeExpiry,
  findExpired,
} from './selectExpiredRows';
import { listRules } from './RetentionService';

/** The number of rows deleted per transaction: a tenth of a second of work. */
const BATCH_SIZE = 1_000;

/** Smaller, because SQLite blocks the thread during the transaction. */
const BATCH_SIZE_IN_SQLITE = 100;

/** The number of rows that a statement scans, as a multiple of the batch size. */
const SCAN_FACTOR = 20;

/** The pause after a batch, as a multiple of its duration, to give priority to writers. */
const PAUSE_FACTOR = 1;

/** Deletes the rows of the log whose retention has expired. */
export class Retention {
  constructor(
    private readonly deps: {
      knex: Knex;
      /** The connection for slow reads. */
      reader: Knex;
      clock: Clock;
      counts: RowCounts;
      sealedLog: SealedLog;
      rowsAtOnce?: number;
    },
  ) {}

  /**
   * Deletes expired rows in batches until none is left or the signal aborts. Then deletes texts
   * that no row uses any more. Rows that are not sealed yet are left to a later run.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { knex, clock } = this.deps;
    const rules = resolveEffectiveRules(await listRules(knex));
    if (rules.length === 0) {
      return;
    }
    for (const effective of rules) {
      await runSteps(signal, after => this.deleteBatch(effective, after));
    }
    // Runs even if no rows were deleted, because an earlier run may have been aborted before this.
    const latestExpiry = Math.max(
      ...rules.map(effective => computeExpiry(effective, clock.now())),
    );
    await runSteps(signal, after =>
      withoutStatementTimeout(() =>
        deleteSomeUnusedTexts(knex, latestExpiry, after),
      ),
    );
  }

  /**
   * Deletes some of the expired rows of a rule.
   *
   * @param after - the id to continue after
   * @returns the id to continue after; undefined if no rows are left
   */
  private async deleteBatch(
    effective: EffectiveRule,
    after: string | undefined,
  ): Promise<string | undefined> {
    const { knex, reader, clock } = this.deps;
    const {
      rowsAtOnce = chooseBatchSize(knex, {
        concurrent: BATCH_SIZE,
        blocking: BATCH_SIZE_IN_SQLITE,
      }),
    } = this.deps;
    const now = clock.now();
    return withoutStatementTimeout(async () => {
      const { expired, next } = await findExpired(reader, effective, {
        now,
        after,
        maxRows: rowsAtOnce,
        scannedRows: rowsAtOnce * SCAN_FACTOR,
      });
      if (expired.length > 0) {
        await this.deleteExpired(effective, expired, now);
      }
      return next;
    });
  }

  /** Deletes expired rows, updates the counts, and records the deletion in the integrity chain. */
  private async deleteExpired(
    effective: EffectiveRule,
    expired: readonly string[],
    now: number,
  ): Promise<void> {
    const { knex, counts, sealedLog } = this.deps;
    await knex.transaction(async tx => {
      const end = await sealedLog.lockChain(tx);
      const seals = await sealedLog.find(tx, expired);
      const ids = seals.flatMap(({ rows }) => rows.map(({ id }) => id));
      if (ids.length === 0) {
        return;
      }
      await counts.applyRemoval(tx, ids, () => deleteRows(tx, ids));
      await sealedLog.markDeleted(tx, end, seals, {
        kind: 'retention',
        rule: {
          ...effective.rule,
          before: new Date(computeExpiry(effective, now)).toISOString(),
        },
        now,
      });
    });
  }
}

/** Runs steps, each from the end of the previous one, until none is left or the signal aborts. */
async function runSteps(
  signal: AbortSignal,
  step: (after: string | undefined) => Promise<string | undefined>,
): Promise<void> {
  let after: string | undefined;
  do {
    const startedAt = performance.now();
    after = await step(after);
    await sleep(PAUSE_FACTOR * (performance.now() - startedAt));
  } while (after !== undefined && !signal.aborted);
}

async function deleteRows(tx: Knex, ids: readonly string[]): Promise<void> {
  await tx('activity_readers')
    .whereRaw(...inListSql(tx, 'activity_id', ids))
    .delete();
  await tx('activity')
    .whereRaw(...inListSql(tx, 'id', ids))
    .delete();
}
