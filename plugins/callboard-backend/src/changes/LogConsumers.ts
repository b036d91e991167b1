import { SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import {
  Arrival,
  isUnsettledSql,
  getArrivalBinding,
  isAfter,
  getNextArrival,
  readSettledArrival,
} from '../database/arrivals';
import { hasConcurrentWriters, lockSkippingLocked } from '../database/locks';
import { WorkSource } from '../database/WorkLoop';

/**
 * The end, exclusive, of the batch of rows that starts at `start`.
 *
 * @param settledArrival - the batch contains only rows before this arrival
 * @param maxRows - a batch exceeds it only if a single transaction added more rows
 * @returns undefined if the batch is empty
 */
export async function readBatchEnd(
  tx: Knex,
  start: Arrival,
  settledArrival: Arrival,
  maxRows: number,
): Promise<Arrival | undefined> {
  const placeholder = getArrivalBinding(tx);
  const arrivalQuery = tx('activity')
    .select('arrival')
    .whereRaw(`arrival >= ${placeholder} AND arrival < ${placeholder}`, [
      start,
      settledArrival,
    ])
    .orderBy('arrival')
    .limit(1);
  const [first] = await arrivalQuery.clone();
  if (!first) {
    return undefined;
  }
  const [next] = await arrivalQuery.clone().offset(maxRows);
  if (!next) {
    return settledArrival;
  }
  // The rows of one transaction share an arrival, so they must be in one batch.
  return isAfter(next.arrival, first.arrival)
    ? String(next.arrival)
    : getNextArrival(first.arrival);
}

/**
 * Processes the next rows of the log for a consumer, and advances the consumer's watermark, in one
 * transaction. The watermark is the position up to which the consumer has processed the log.
 *
 * @param table - the table of the watermark; it has one row
 * @param process - processes the rows from the arrival `from` up to, but not including, `to`
 * @returns whether more rows may be left; also false when another transaction has locked the
 *   watermark
 */
export async function processNextRows(
  knex: Knex,
  { table, maxRows }: { table: string; maxRows: number },
  process: (tx: Knex.Transaction, from: Arrival, to: Arrival) => Promise<void>,
): Promise<boolean> {
  return knex.transaction(async tx => {
    const [row] = await lockSkippingLocked(tx(table).select('arrival'));
    if (!row) {
      return false;
    }
    const from = String(row.arrival);
    const settledArrival = await readSettledArrival(tx);
    const to = await readBatchEnd(tx, from, settledArrival, maxRows);
    if (to === undefined) {
      return false;
    }
    await process(tx, from, to);
    await tx(table).update({ arrival: to });
    return true;
  });
}

/**
 * How long consumers run at their own intervals after new work was noted. Must exceed each
 * interval, so that every consumer runs.
 */
const ACTIVE_MS = 10_000;

/** A task that processes new rows of the log, for example counts or seals them. */
interface LogConsumer {
  id: string;
  /** The interval in seconds while the log grows. */
  seconds: number;
  /** @returns whether more work is left */
  run: (signal: AbortSignal) => Promise<boolean | void>;
}

/**
 * Runs each consumer of the log on one replica at a time: every few seconds while the log grows,
 * and rarely otherwise, so that an idle portal does not load the database.
 */
export class LogConsumers implements WorkSource {
  readonly #consumers: Array<{
    id: string;
    intervalMs: number;
    ranAt: number;
  }> = [];
  #newest: Arrival = '';
  #notedAt = -Infinity;

  constructor(
    private readonly deps: { knex: Knex; scheduler: SchedulerService },
  ) {}

  async start(): Promise<void> {
    await this.deps.scheduler.scheduleTask({
      id: 'callboard-log-consumers',
      // Affects only this process.
      scope: 'local',
      frequency: { seconds: 1 },
      initialDelay: { seconds: 1 },
      timeout: { minutes: 1 },
      fn: async () => this.runDue(),
    });
  }

  /**
   * Adds a consumer. Each replica tries to run it, and skips the run if another replica is running
   * it.
   */
  async add({ id, seconds, run }: LogConsumer): Promise<void> {
    const { knex, scheduler } = this.deps;
    this.#consumers.push({ id, intervalMs: seconds * 1_000, ranAt: -Infinity });
    await scheduler.scheduleTask({
      id,
      scope: 'local',
      // A fallback for rows that this process did not notice. Without concurrent writers, this
      // process notices all rows.
      frequency: { minutes: hasConcurrentWriters(knex) ? 1 : 10 },
      timeout: { minutes: 10 },
      fn: async signal => {
        if (await run(signal)) {
          this.noteWork();
        }
      },
    });
  }

  /** Makes consumers run frequently for a while: the log has grown, or a consumer has more work. */
  noteWork(): void {
    this.#notedAt = performance.now();
  }

  /**
   * Returns SQL that reports work if rows have arrived since the last check, or if an open
   * transaction may still add rows. The column `name` contains the newest arrival.
   */
  findWork(knex: Knex): Knex.Raw {
    const isUnsettled = isUnsettledSql(knex);
    return knex.raw(
      `SELECT CAST(arrival AS text) AS name, CASE
         WHEN CAST(arrival AS text) <> CAST(? AS text) OR ${isUnsettled} THEN 0
         END AS wait_ms
       FROM (SELECT arrival FROM activity ORDER BY arrival DESC LIMIT 1) AS newest`,
      [this.#newest],
    );
  }

  /** @param arrival - the arrival of the newest row */
  wake(arrival: Arrival): void {
    this.#newest = arrival;
    this.noteWork();
  }

  private async runDue(): Promise<void> {
    const now = performance.now();
    if (now - this.#notedAt > ACTIVE_MS) {
      return;
    }
    for (const consumer of this.#consumers) {
      if (now - consumer.ranAt >= consumer.intervalMs) {
        consumer.ranAt = now;
        // Triggering fails if the task is running already.
        await this.deps.scheduler.triggerTask(consumer.id).catch(() => {});
      }
    }
  }
}
