import { ActivityCountsCheck } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { repeatWithPauses, yieldToEventLoop } from '../../../kernel/yielding';
import {
  Arrival,
  FIRST_ARRIVAL,
  getArrivalBinding,
} from '../../../database/arrivals';
import {
  countRows,
  withoutStatementTimeout,
  queryRows,
} from '../../../database/statements';
import { chooseBatchSize } from '../../../database/dialect';
import { processNextRows } from '../../../changes/LogConsumers';
import { Core } from '../../../core/Core';
import { storeArrivedTexts, countMissingTexts } from '../texts/storeTexts';
import { TEXTS_TABLE } from '../texts/textTables';
import {
  lockWatermark,
  readInLogSnapshot,
  requireNotRebuilt,
  WATERMARK_TABLE,
} from './watermark';
import { derivedTables, addCounts, countsSql, rollups } from './rollups';
import { newestNamesSql, NEWEST_NAMES_TABLE } from './readNewestNames';

/** The number of rows counted per transaction, which takes about a second. */
const ROWS_PER_STEP = 50_000;

/** Smaller, because SQLite blocks the thread during a step. A step takes less than 100 ms. */
const ROWS_PER_STEP_IN_SQLITE = 200;

/**
 * Counts some of the rows of the log that are not counted yet, in one transaction.
 *
 * @returns whether more rows may be left; see `processNextRows`
 */
export async function countNewRows(
  knex: Knex,
  maxRows = chooseBatchSize(knex, {
    concurrent: ROWS_PER_STEP,
    blocking: ROWS_PER_STEP_IN_SQLITE,
  }),
): Promise<boolean> {
  return processNextRows(
    knex,
    { table: WATERMARK_TABLE, maxRows },
    async (tx, from, to) => {
      await addCounts(tx, from, to);
      await storeArrivedTexts(tx, from, to);
    },
  );
}

/**
 * Larger than the usual step for SQLite: many rows share day, person and action, so a large step
 * writes most counts only once.
 */
const SEEDED_ROWS_PER_STEP = 10_000;

export class ActivityCounts {
  #runningCheck?: Promise<TableCheck[]>;

  constructor(
    private readonly deps: Pick<Core, 'knex' | 'reader'> & {
      /** Called when everything must be counted again. */
      onRebuild?: () => void;
    },
  ) {}

  /** Counts new rows until none is left or the signal aborts. */
  async catchUp(signal: AbortSignal): Promise<void> {
    await repeatWithPauses(signal, () => countNewRows(this.deps.knex));
  }

  /**
   * Counts seeded rows. On SQLite, each step blocks the thread longer than usual; nobody uses the
   * database during seeding.
   */
  async catchUpSeeded(): Promise<void> {
    while (await countNewRows(this.deps.knex, SEEDED_ROWS_PER_STEP)) {
      await yieldToEventLoop();
    }
  }

  /**
   * Compares the counts with the whole log. For a million rows, this takes about ten seconds on
   * PostgreSQL, and a minute on SQLite. SQLite works on another thread, but blocks this thread if
   * the database is in memory. Concurrent calls share one comparison, because each comparison
   * occupies a thread or connection of the reader.
   *
   * @throws ConflictError when the counts are rebuilt during the comparison
   */
  async check(): Promise<ActivityCountsCheck> {
    const running = (this.#runningCheck ??= withoutStatementTimeout(() =>
      checkRollups(this.deps.reader),
    ));
    const tables = await running.finally(() => {
      if (this.#runningCheck === running) {
        this.#runningCheck = undefined;
      }
    });
    return {
      success: true,
      equal: tables.every(({ differences }) => differences === 0),
      tables,
    };
  }

  /**
   * Deletes the counts. Until the log is counted again, lists and reports read its rows, which is
   * slower.
   */
  async rebuild(): Promise<void> {
    await this.deps.knex.transaction(async tx => {
      await lockWatermark(tx);
      for (const table of derivedTables) {
        await tx(table).delete();
      }
      await tx(WATERMARK_TABLE).update({ arrival: FIRST_ARRIVAL });
    });
    // The rebuild makes a running comparison fail, so a later check must not share it.
    this.#runningCheck = undefined;
    this.deps.onRebuild?.();
  }
}

/** The check of one table. The API calls the number of the table's stored rows `counts`. */
type TableCheck = ActivityCountsCheck['tables'][number];

/**
 * Compares the counts with a recount of the counted rows. After a restore into another server, all
 * counts are unreliable and reported as different.
 *
 * @param reader - the connection for slow reads
 * @throws ConflictError when the counts are rebuilt during the comparison
 */
export async function checkRollups(reader: Knex): Promise<TableCheck[]> {
  const bound = getArrivalBinding(reader);
  const arrived = `arrival >= ${bound} AND arrival < ${bound}`;
  const tables: DerivedTable[] = [
    ...rollups.map(rollup => ({
      ...rollup,
      value: 'count',
      recount: countsSql(reader, rollup, arrived),
    })),
    {
      table: NEWEST_NAMES_TABLE,
      key: ['user_id'],
      value: 'user_name',
      recount: newestNamesSql(arrived),
    },
  ];
  const checks: TableCheck[] = [];
  let lastWatermark = FIRST_ARRIVAL;
  for (const table of tables) {
    const { watermark, ...check } = await compareTable(reader, table);
    requireNotRebuilt(lastWatermark, watermark);
    lastWatermark = watermark;
    checks.push(check);
  }
  const texts = {
    table: TEXTS_TABLE,
    counts: await countRows(reader(TEXTS_TABLE)),
    differences: await countMissingTexts(reader, lastWatermark),
  };
  return [...checks, texts];
}

/** A table whose rows follow from the counted rows of the log. */
interface DerivedTable {
  table: string;
  key: readonly string[];
  value: string;
  /** SQL that computes the rows from the log. */
  recount: string;
}

/** Compares a table with its recount in one snapshot, and returns the snapshot's watermark. */
async function compareTable(
  reader: Knex,
  { table, key, value, recount }: DerivedTable,
): Promise<TableCheck & { watermark: Arrival }> {
  const names = key.join(', ');
  return readInLogSnapshot(
    reader,
    async ({ knex, watermark = FIRST_ARRIVAL }) => {
      // Groups instead of joining, because SQLite cannot use an index for a full outer join.
      const [row] = await queryRows(
        knex,
        `SELECT count(stored) AS counts,
           coalesce(sum(CASE WHEN stored = recounted THEN 0 ELSE 1 END), 0) AS differences
         FROM (
           SELECT max(stored) AS stored, max(recounted) AS recounted FROM (
             SELECT ${names}, ${value} AS stored, NULL AS recounted FROM ${table}
             UNION ALL
             SELECT ${names}, NULL, ${value} FROM (${recount}) AS recount
           ) AS both_counts GROUP BY ${names}
         ) AS compared`,
        [FIRST_ARRIVAL, watermark],
      );
      return {
        table,
        counts: Number(row.counts),
        differences: Number(row.differences),
        watermark,
      };
    },
  );
}
