import { SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';
import { WorkSource } from '../../yielding/WorkLoop';
import { Arrival } from './arrivals';

/**
 * For how long the log counts as growing after something has arrived: longer than any
 * follower rests.
 */
const ACTIVE_MS = 10_000;

/** What reads the log behind those who write it, such as counting and sealing. */
interface Follower {
  /** Of the scheduled task. */
  id: string;
  /** How often it runs while the log grows. */
  seconds: number;
  /** @returns whether there is more to do, for whatever reason it ended */
  run: (stopping: AbortSignal) => Promise<boolean | void>;
}

/**
 * Runs what follows the log: every few seconds while the log grows, by this replica or
 * another, and seldom otherwise, so that the database is left alone while nobody works.
 */
export class LogFollowers implements WorkSource {
  readonly #followers: Array<{ id: string; restMs: number; ranAt: number }> =
    [];
  #last: Arrival = '';
  #grewAt = -Infinity;

  constructor(
    private readonly deps: { knex: Knex; scheduler: SchedulerService },
  ) {}

  /** Begins to run followers while the log grows. */
  async start(): Promise<void> {
    await this.deps.scheduler.scheduleTask({
      id: 'callboard-log-followers',
      // Asks nobody but this process.
      scope: 'local',
      frequency: { seconds: 1 },
      initialDelay: { seconds: 1 },
      timeout: { minutes: 1 },
      fn: async () => this.runDue(),
    });
  }

  /** Adds a follower. Each replica tries: one that finds another at it leaves it to that one. */
  async add({ id, seconds, run }: Follower): Promise<void> {
    const { knex, scheduler } = this.deps;
    this.#followers.push({ id, restMs: seconds * 1_000, ranAt: -Infinity });
    await scheduler.scheduleTask({
      id,
      scope: 'local',
      // On SQLite no other process writes.
      frequency: { minutes: isPostgres(knex) ? 1 : 10 },
      timeout: { minutes: 10 },
      fn: async stopping => {
        if (await run(stopping)) {
          this.noteGrowth();
        }
      },
    });
  }

  /** Notes that something arrives, or is to be read again. */
  noteGrowth(): void {
    this.#grewAt = performance.now();
  }

  /** Finds what has arrived since the last look, or is still behind an open transaction. */
  findWork(knex: Knex): Knex.Raw {
    const isUnsettled = isPostgres(knex)
      ? `arrival::text::numeric >=
           pg_snapshot_xmin(pg_current_snapshot())::text::numeric + arrival_offset()`
      : 'FALSE';
    return knex.raw(
      `SELECT CAST(arrival AS text) AS name, CASE
         WHEN CAST(arrival AS text) <> CAST(? AS text) OR ${isUnsettled} THEN 0
         END AS wait_ms
       FROM (SELECT arrival FROM activity ORDER BY arrival DESC LIMIT 1) AS newest`,
      [this.#last],
    );
  }

  /** @param arrival - of the newest row */
  wake(arrival: Arrival): void {
    this.#last = arrival;
    this.noteGrowth();
  }

  private async runDue(): Promise<void> {
    const now = performance.now();
    if (now - this.#grewAt > ACTIVE_MS) {
      return;
    }
    for (const follower of this.#followers) {
      if (now - follower.ranAt >= follower.restMs) {
        follower.ranAt = now;
        // It may just be running.
        await this.deps.scheduler.triggerTask(follower.id).catch(() => {});
      }
    }
  }
}
