import { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';
import { NO_ID } from '../../database/ids';
import { endOfLog } from './endOfLog';
import { settledArrival } from '../../changes/log/arrivals';
import { presentSnapshot } from '../../changes/log/presentSnapshot';
import { inLogSnapshot } from './rollups/inLogSnapshot';

/** What the log held at one moment, told apart from what came later. */
export interface LogMoment {
  /** The newest row there was. */
  newestId: string;
  /**
   * What had been committed: a snapshot on PostgreSQL, the first arrival after
   * it on SQLite. Undefined while arrivals cannot be trusted, right after a
   * restore into another server.
   */
  committed?: string;
}

/**
 * The present moment. The newest id alone would not do: rows with lower ids
 * appear later when their transaction is slow, or when they are dated back.
 */
export async function momentOfLog(knex: Knex): Promise<LogMoment> {
  return inLogSnapshot(knex, async ({ knex: snapshot, mark }) => ({
    newestId: (await endOfLog(snapshot, 'newest')) ?? NO_ID,
    committed: mark === undefined ? undefined : await committedNow(snapshot),
  }));
}

async function committedNow(snapshot: Knex): Promise<string> {
  if (isPostgres(snapshot)) {
    return (await presentSnapshot(snapshot)).snapshot;
  }
  return settledArrival(snapshot);
}

/** Leaves the rows of the log that were there at a moment. */
export function whereThereAt(
  knex: Knex,
  query: Knex.QueryBuilder,
  { newestId, committed }: LogMoment,
): void {
  query.where('activity.id', '<=', newestId);
  if (committed !== undefined) {
    query.whereRaw(
      isPostgres(knex)
        ? 'pg_visible_in_snapshot(activity.arrival, CAST(? AS pg_snapshot))'
        : 'activity.arrival < CAST(? AS integer)',
      [committed],
    );
  }
}
