import { Knex } from 'knex';
import { readCommitPosition, wasCommittedSql } from '../../database/arrivals';
import { NO_ID } from '../../database/ids';
import { readLogEnd, readInLogSnapshot } from './rollups/readInLogSnapshot';

/** The content of the log at one moment, which later rows do not change. */
export interface LogMoment {
  /** The newest row at that moment. */
  newestId: string;
  /**
   * The committed rows: a snapshot on PostgreSQL, the next arrival number on SQLite. Undefined
   * while arrival numbers are unreliable, right after a restore into another server.
   */
  committed?: string;
}

/**
 * Returns the current moment. The newest id alone is not enough: rows with lower ids appear
 * later when their transaction is slow or they are backdated.
 */
export async function readLogMoment(knex: Knex): Promise<LogMoment> {
  return readInLogSnapshot(knex, async ({ knex: snapshot, watermark }) => ({
    newestId: (await readLogEnd(snapshot, 'newest')) ?? NO_ID,
    committed:
      watermark === undefined ? undefined : await readCommitPosition(snapshot),
  }));
}

/** Restricts a query to rows that existed at a moment. */
export function whereInSnapshot(
  knex: Knex,
  query: Knex.QueryBuilder,
  { newestId, committed }: LogMoment,
): void {
  query.where('activity.id', '<=', newestId);
  if (committed !== undefined) {
    query.whereRaw(wasCommittedSql(knex), [committed]);
  }
}
