import { Knex } from 'knex';
import {
  CommittedRows,
  getArrivalBinding,
  wasCommittedSql,
} from '../../../database/arrivals';

/** Sources whose rows do not describe changes of Callboard's data. */
const OTHER_SOURCES = ['frontend', 'auditor'];

/**
 * Whether a workspace has changed since a moment. Every change adds a row to the log in its
 * own transaction.
 */
export async function hasChangedSince(
  knex: Knex,
  workspace_id: string,
  { settled, snapshot }: CommittedRows,
): Promise<boolean> {
  const query = knex('activity')
    .select('activity.id')
    .where('activity.workspace_id', workspace_id)
    .whereRaw(`activity.arrival >= ${getArrivalBinding(knex)}`, [settled])
    .whereNotIn('activity.source', OTHER_SOURCES)
    // Prevents PostgreSQL from searching all rows of the workspace.
    .orderBy('activity.arrival')
    .first();
  if (snapshot) {
    query.whereRaw(`NOT ${wasCommittedSql(knex)}`, [snapshot]);
  }
  return (await query) !== undefined;
}
