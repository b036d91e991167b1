import { Knex } from 'knex';
import { readCommitPosition, wasCommittedSql } from '../../database/arrivals';
import { LOWEST_ID } from '../../database/ids';
import { readInLogSnapshot } from './rollups/watermark';

/** Identifies the rows that the log contains at one moment. */
export interface LogMoment {
  /** The newest row at that moment. */
  newestId: string;
  /**
   * Identifies the committed rows: a snapshot on PostgreSQL, the next `arrival` on SQLite.
   * Undefined right after a restore into another server, while `arrival` is unreliable.
   */
  committed?: string;
}

/**
 * Returns the current moment. The newest id is not sufficient, because rows of slow transactions
 * and backdated rows appear later with lower ids.
 */
export async function readLogMoment(knex: Knex): Promise<LogMoment> {
  return readInLogSnapshot(knex, async ({ knex: snapshot, watermark }) => ({
    newestId: (await readLogEnd(snapshot, 'newest')) ?? LOWEST_ID,
    committed:
      watermark === undefined ? undefined : await readCommitPosition(snapshot),
  }));
}

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

/** The id of the oldest or newest row of the whole log; undefined if empty. */
export async function readLogEnd(
  knex: Knex,
  end: 'oldest' | 'newest',
): Promise<string | undefined> {
  const [row] = await knex('activity')
    .select('id')
    .orderBy('id', end === 'oldest' ? 'asc' : 'desc')
    .limit(1);
  return row?.id;
}
