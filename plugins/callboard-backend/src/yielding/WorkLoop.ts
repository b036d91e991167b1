import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Clock } from '../clock';
import { isPostgres } from '../database/dialect';
import { rowsOf } from '../database/rowsOf';

/**
 * The slow poll: how long work waits at most that nobody has announced, such as the
 * work of a replica that died, or what a lost `NOTIFY` was about.
 */
const POLL_MS = 2_000;

/** The same on SQLite, where no other process can leave work behind. */
const POLL_MS_IN_SQLITE = 4_000;

/**
 * When it looks again after it has found work, or some was done: what could not begin
 * may begin now, and what failed may be due again.
 */
const BUSY_POLL_MS = 1_000;

/** The least time from one look to the next, however often it is asked for. */
const REST_MS = 50;

/** Something that has work at times, such as a queue. */
export interface WorkSource {
  /**
   * SQL of a query that finds work, without doing any of it: rows of `name` and
   * `wait_ms`, in how many milliseconds the work is due; 0 or less is now, NULL never.
   * It must be cheap whatever waits.
   *
   * @param now - milliseconds since 1970
   */
  findWork(knex: Knex, now: number): Knex.Raw;
  /** Called for each name that has work now. */
  wake(name: string): void;
}

/**
 * The one timer by which a process looks for work in the database. One statement asks
 * all sources; then the loop sleeps until the next work is due, but no longer than the
 * slow poll. What the process adds itself need not be looked for: that wakes its
 * source directly.
 */
export class WorkLoop {
  readonly #sources = new Set<WorkSource>();
  readonly #pollMs: number;
  #timer: NodeJS.Timeout | undefined;
  #listAccessLog = Infinity;
  #checkedAt = -Infinity;
  #looking: Promise<void> | undefined;
  #isFailing = false;

  constructor(
    private readonly deps: { knex: Knex; clock: Clock; logger: LoggerService },
  ) {
    this.#pollMs = isPostgres(deps.knex) ? POLL_MS : POLL_MS_IN_SQLITE;
  }

  /** Begins to look for work of a source. */
  add(source: WorkSource): void {
    this.#sources.add(source);
    this.lookWithin(this.#pollMs);
  }

  /** Ends that, and waits for a look that is under way. */
  async remove(source: WorkSource): Promise<void> {
    this.#sources.delete(source);
    if (this.#sources.size === 0) {
      this.rest();
    }
    await this.#looking;
  }

  /** Looks again after some work was done. */
  lookAfterWork(): void {
    this.lookWithin(BUSY_POLL_MS);
  }

  /** Looks at once, for what another replica has announced. */
  lookNow(): void {
    this.lookWithin(0);
  }

  private lookWithin(ms: number): void {
    const at = Math.max(performance.now() + ms, this.#checkedAt + REST_MS);
    if (this.#sources.size === 0 || at >= this.#listAccessLog) {
      return;
    }
    this.rest();
    this.#listAccessLog = at;
    this.#timer = setTimeout(
      () => this.startLooking(),
      Math.max(0, at - performance.now()),
    );
  }

  private rest(): void {
    clearTimeout(this.#timer);
    this.#listAccessLog = Infinity;
  }

  private startLooking(): void {
    this.#listAccessLog = Infinity;
    if (this.#looking) {
      this.lookWithin(REST_MS);
      return;
    }
    this.#looking = this.look().then(wait => {
      this.#looking = undefined;
      this.#checkedAt = performance.now();
      this.lookWithin(wait);
    });
  }

  /** @returns after how many milliseconds it is to look again */
  private async look(): Promise<number> {
    try {
      const due = await this.findWork();
      this.#isFailing = false;
      let wait = this.#pollMs;
      for (const { source, name, wait_ms } of due) {
        if (wait_ms <= 0 && this.#sources.has(source)) {
          source.wake(name);
        }
        wait = Math.min(wait, wait_ms <= 0 ? BUSY_POLL_MS : wait_ms);
      }
      return wait;
    } catch (error) {
      if (!this.#isFailing) {
        this.deps.logger.warn(
          'Looking for work failed; trying again',
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
    const rows = await rowsOf(
      knex,
      queries
        .map(
          (_, nth) =>
            `SELECT ${nth} AS source, name, wait_ms FROM (?) AS work_${nth}
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
