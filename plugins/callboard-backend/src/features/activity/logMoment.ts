import { Knex } from 'knex';
import {
  readCommitPosition,
  wasCommittedSql,
  CommittedRows,
  getArrivalBinding,
} from '../../database/arrivals';
import { LOWEST_ID } from '../../database/ids';
import { readInLogSnapshot } from './rollups/watermark';

/** Identifies the rows that the log contains at one moment. */
export interface LogMoment {
  /** The newest row at that moment. */
  newestId: string;
  /**
   * Identifies the committed rows: a snapshot on PostgreSQL, the next `arrival` on SQLite. Undefined
   * right after a restore into another server, while `arrival` is unreliable.
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

/** The sources of rows that do not describe changes of Callboard's data. */
const EXTERNAL_SOURCES = ['frontend', 'auditor'];

/**
 * Whether a workspace has changed since a moment. Every change adds a row to the log in the same
 * transaction.
 */
export async function hasChangedSince(
  knex: Knex,
  workspace_id: string,
  { settledArrival, snapshot }: CommittedRows,
): Promise<boolean> {
  const query = knex('activity')
    .select('activity.id')
    .where('activity.workspace_id', workspace_id)
    .whereRaw(`activity.arrival >= ${getArrivalBinding(knex)}`, [
      settledArrival,
    ])
    .whereNotIn('activity.source', EXTERNAL_SOURCES)
    // Prevents PostgreSQL from searching all rows of the workspace.
    .orderBy('activity.arrival')
    .first();
  if (snapshot) {
    query.whereRaw(`NOT ${wasCommittedSql(knex)}`, [snapshot]);
  }
  return (await query) !== undefined;
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
