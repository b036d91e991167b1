import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Clock } from '../kernel/clock';
import { isPostgres } from './isPostgres';
import { queryRows } from './statements';

/**
 * The slow polling interval: the longest delay of unannounced work, for example after a replica
 * crashed or a `NOTIFY` was lost.
 */
const POLL_MS = 2_000;

/** The slow polling interval on SQLite, where no other process can leave work behind. */
const POLL_MS_IN_SQLITE = 4_000;

/**
 * The polling interval after work was found or done: blocked work may start now, and failed work
 * may be due again.
 */
const BUSY_POLL_MS = 1_000;

/** The minimum interval between polls, however often one is requested. */
const MIN_POLL_MS = 50;

/** A source of occasional work, such as a queue. */
export interface WorkSource {
  /**
   * SQL of a query that finds work without running it. It returns rows of `name` and `wait_ms`, the
   * milliseconds until the work is due: 0 or less means now, NULL means never. The query must be
   * cheap regardless of the backlog.
   *
   * @param now - milliseconds since 1970
   */
  findWork(knex: Knex, now: number): Knex.Raw;
  /** Called for each name with due work. */
  wake(name: string): void;
}

/**
 * The only timer by which a process polls the database for work. One statement queries all sources;
 * then the loop sleeps until the next work is due, but no longer than the slow polling interval.
 * Work added by the process itself wakes its source directly.
 */
export class WorkLoop {
  readonly #sources = new Set<WorkSource>();
  readonly #pollMs: number;
  #timer: NodeJS.Timeout | undefined;
  #nextPollAt = Infinity;
  #polledAt = -Infinity;
  #polling: Promise<void> | undefined;
  #isFailing = false;

  constructor(
    private readonly deps: { knex: Knex; clock: Clock; logger: LoggerService },
  ) {
    this.#pollMs = isPostgres(deps.knex) ? POLL_MS : POLL_MS_IN_SQLITE;
  }

  add(source: WorkSource): void {
    this.#sources.add(source);
    this.pollWithin(this.#pollMs);
  }

  /** Stops polling a source, and waits for a poll in progress. */
  async remove(source: WorkSource): Promise<void> {
    this.#sources.delete(source);
    if (this.#sources.size === 0) {
      this.cancelPoll();
    }
    await this.#polling;
  }

  /** Polls again soon, after work was done. */
  pollAfterWork(): void {
    this.pollWithin(BUSY_POLL_MS);
  }

  /** Polls at once, for work that another replica has announced. */
  pollNow(): void {
    this.pollWithin(0);
  }

  private pollWithin(ms: number): void {
    const pollAt = Math.max(
      performance.now() + ms,
      this.#polledAt + MIN_POLL_MS,
    );
    if (this.#sources.size === 0 || pollAt >= this.#nextPollAt) {
      return;
    }
    this.cancelPoll();
    this.#nextPollAt = pollAt;
    this.#timer = setTimeout(
      () => this.startPolling(),
      Math.max(0, pollAt - performance.now()),
    );
  }

  private cancelPoll(): void {
    clearTimeout(this.#timer);
    this.#nextPollAt = Infinity;
  }

  private startPolling(): void {
    this.#nextPollAt = Infinity;
    if (this.#polling) {
      this.pollWithin(MIN_POLL_MS);
      return;
    }
    this.#polling = this.poll().then(wait => {
      this.#polling = undefined;
      this.#polledAt = performance.now();
      this.pollWithin(wait);
    });
  }

  /** @returns the milliseconds until the next poll */
  private async poll(): Promise<number> {
    try {
      const work = await this.findWork();
      this.#isFailing = false;
      let wait = this.#pollMs;
      for (const { source, name, wait_ms } of work) {
        if (wait_ms <= 0 && this.#sources.has(source)) {
          source.wake(name);
        }
        wait = Math.min(wait, wait_ms <= 0 ? BUSY_POLL_MS : wait_ms);
      }
      return wait;
    } catch (error) {
      if (!this.#isFailing) {
        this.deps.logger.warn(
          'Polling the database for work failed; trying again',
          error as Error,
        );
      }
      this.#isFailing = true;
      return BUSY_POLL_MS;
    }
  }

  private async findWork() {
    const { knex, clock } = this.deps;
    const sources = [...this.#sources];
    const now = clock.now();
    const queries = sources.map(source => source.findWork(knex, now));
    const rows = await queryRows(
      knex,
      queries
        .map(
          (_, index) =>
            `SELECT ${index} AS source, name, wait_ms FROM (?) AS work_${index}
             WHERE wait_ms IS NOT NULL`,
        )
        .join(' UNION ALL '),
      queries,
    );
    return rows.map(row => ({
      source: sources[Number(row.source)],
      name: String(row.name),
      wait_ms: Number(row.wait_ms),
    }));
  }
}
