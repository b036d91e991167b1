import { ActivityCountsCheck } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { yieldToEventLoop } from '../../../kernel/yielding';
import {
  FIRST_ARRIVAL,
  readSettledArrival,
  getArrivalBinding,
} from '../../../database/arrivals';
import {
  withoutStatementTimeout,
  queryRows,
} from '../../../database/statements';
import { chooseBatchSize, isBlocking } from '../../../database/dialect';
import { readBatchEnd } from '../../../changes/LogConsumers';
import { readInSnapshot } from '../../../database/transactions';
import { storeArrivedTexts, countMissingTexts } from '../texts/storeTexts';
import { TEXTS_TABLE } from '../texts/textTables';
import {
  lockWatermark,
  moveWatermark,
  tryLockWatermark,
  readWatermark,
} from './watermark';
import {
  derivedTables,
  addCounts,
  logCounts,
  countsSql,
  rollups,
} from './rollups';
import { newestNamesSql } from './readNewestNames';
import { Recount } from './Recount';

/** The number of rows counted per transaction, which takes about a second. */
const ROWS_PER_STEP = 50_000;

/** Smaller, because SQLite blocks the thread during a step. A step takes less than 100 ms. */
const ROWS_PER_STEP_IN_SQLITE = 200;

/**
 * Counts some of the rows of the log that are not counted yet, in one transaction.
 *
 * @returns whether more rows may be left; also false when another transaction has locked the
 *   watermark
 */
export async function countNewRows(
  knex: Knex,
  maxRows = chooseBatchSize(knex, {
    concurrent: ROWS_PER_STEP,
    blocking: ROWS_PER_STEP_IN_SQLITE,
  }),
): Promise<boolean> {
  return knex.transaction(async tx => {
    const watermark = await tryLockWatermark(tx);
    if (watermark === undefined) {
      return false;
    }
    const settledArrival = await readSettledArrival(tx);
    const end = await readBatchEnd(tx, watermark, settledArrival, maxRows);
    if (end === undefined) {
      return false;
    }
    await addCounts(tx, logCounts, watermark, end);
    await storeArrivedTexts(tx, watermark, end);
    await moveWatermark(tx, end);
    return true;
  });
}

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

/** Many rows share day, person and action, so a large step writes most counts only once. */
const SEEDED_ROWS_PER_STEP = 10_000;

/** Maintains the counts of the log. */
export class ActivityCounts {
  /** @param onRebuild - called when everything must be counted again */
  constructor(
    private readonly knex: Knex,
    private readonly onRebuild = () => {},
  ) {}

  /**
   * Counts new rows until none is left or the signal aborts. After each step, pauses for as long as
   * the step took, so that other writers can use the database.
   */
  async catchUp(signal: AbortSignal): Promise<void> {
    for (;;) {
      const startMs = performance.now();
      if (signal.aborted || !(await countNewRows(this.knex))) {
        return;
      }
      const stepMs = performance.now() - startMs;
      await new Promise(resolve => setTimeout(resolve, stepMs));
    }
  }

  /** Counts seeded rows in large steps, because nobody uses the database during seeding. */
  async catchUpSeeded(): Promise<void> {
    while (await countNewRows(this.knex, SEEDED_ROWS_PER_STEP)) {
      await yieldToEventLoop();
    }
  }

  /**
   * Compares the counts with the whole log. For a million rows, this takes about ten seconds on
   * PostgreSQL, and a minute on SQLite.
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

/**
 * Compares the counts with a recount of the counted rows. After a restore into another server, all
 * counts are unreliable and reported as different.
 *
 * @throws ConflictError when the counts are rebuilt during the comparison
 */
export async function checkRollups(
  knex: Knex,
): Promise<ActivityCountsCheck['tables']> {
  const counts = await (isBlocking(knex)
    ? Recount.compare(knex)
    : checkInOneSnapshot(knex));
  return [...counts, await checkTexts(knex)];
}

async function checkTexts(
  knex: Knex,
): Promise<ActivityCountsCheck['tables'][number]> {
  const [{ counts }] = await knex(TEXTS_TABLE).count({ counts: '*' });
  return {
    table: TEXTS_TABLE,
    counts: Number(counts),
    differences: await countMissingTexts(knex),
  };
}

async function checkInOneSnapshot(
  knex: Knex,
): Promise<ActivityCountsCheck['tables']> {
  return readInSnapshot(knex, async snapshot => {
    const watermark = (await readWatermark(snapshot)) ?? FIRST_ARRIVAL;
    const bound = getArrivalBinding(snapshot);
    const arrived = `arrival >= ${bound} AND arrival < ${bound}`;
    const tables = [
      ...rollups.map(rollup => ({
        table: rollup.table,
        key: rollup.key,
        value: 'count',
        counted: countsSql(snapshot, rollup, arrived),
      })),
      {
        table: 'activity_people',
        key: ['user_id'],
        value: 'user_name',
        counted: newestNamesSql(arrived),
      },
    ];
    const checks: ActivityCountsCheck['tables'] = [];
    for (const { table, key, value, counted } of tables) {
      const join = key
        .map(name => `stored.${name} = counted.${name}`)
        .join(' AND ');
      const [row] = await queryRows(
        snapshot,
        `SELECT count(stored.${value}) AS counts,
           sum(CASE WHEN stored.${value} = counted.${value} THEN 0 ELSE 1 END) AS differences
         FROM ${table} AS stored FULL JOIN (${counted}) AS counted ON ${join}`,
        [FIRST_ARRIVAL, watermark],
      );
      checks.push({
        table,
        counts: Number(row.counts),
        differences: Number(row.differences ?? 0),
      });
    }
    return checks;
  });
}
