import { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';
import { WorkSource } from '../../turns/WorkLoop';
import { Arrival } from './arrivals';

/**
 * For how long the log counts as growing after something has arrived: longer than what
 * follows it rests.
 */
const ACTIVE_MS = 10_000;

/** How often work that follows the log runs while that is quiet. */
const SLOW_MS = 60_000;

/** The same on SQLite, where no other process writes. */
const SLOW_MS_IN_SQLITE = 600_000;

/**
 * Knows whether the log has grown lately, by this replica or another, so that what follows it,
 * such as counting and sealing, leaves the database alone while nobody works.
 */
export class LogGrowth implements WorkSource {
  #last: Arrival = '';
  #grewAt = -Infinity;

  constructor(private readonly knex: Knex) {}

  /** Notes that something arrives. */
  note(): void {
    this.#grewAt = performance.now();
  }

  /** Finds what has arrived since the last look, or cannot be read behind as yet. */
  findWork(knex: Knex): Knex.Raw {
    const isUnsettled = isPostgres(knex)
      ? `arrival::text::numeric >=
           pg_snapshot_xmin(pg_current_snapshot())::text::numeric + arrival_offset()`
      : 'FALSE';
    return knex.raw(
      `SELECT CAST(arrival AS text) AS name, CASE
         WHEN CAST(arrival AS text) <> '${this.#last}' OR ${isUnsettled} THEN 0
         END AS wait_ms
       FROM (SELECT arrival FROM activity ORDER BY arrival DESC LIMIT 1) AS newest`,
    );
  }

  /** @param arrival - of the newest row */
  wake(arrival: Arrival): void {
    this.#last = arrival;
    this.note();
  }

  /**
   * Work that follows the log and is scheduled every few seconds.
   *
   * @returns the same, which runs seldom while the log is quiet
   */
  follow(
    work: (stopping: AbortSignal) => Promise<void>,
  ): (stopping: AbortSignal) => Promise<void> {
    const slowMs = isPostgres(this.knex) ? SLOW_MS : SLOW_MS_IN_SQLITE;
    let ranAt = -Infinity;
    return async stopping => {
      const now = performance.now();
      if (now - this.#grewAt > ACTIVE_MS && now - ranAt < slowMs) {
        return;
      }
      await work(stopping);
      ranAt = now;
    };
  }
}
