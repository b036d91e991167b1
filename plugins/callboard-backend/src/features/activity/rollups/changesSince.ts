import { Knex } from 'knex';
import { isPostgres } from '../../../database/dialect';
import {
  Arrival,
  getArrivalBinding,
  readSettledArrival,
} from '../../../changes/log/arrivals';
import { readCurrentSnapshot } from '../../../changes/log/readCurrentSnapshot';

/** Sources whose rows do not describe changes of Callboard's data. */
const OTHER_SOURCES = ['frontend', 'auditor'];

/** The content of the log at one moment. */
export interface LogWatermark {
  /** Includes every row that arrived before it. */
  settled: Arrival;
  /** The PostgreSQL snapshot, which decides about later rows. */
  snapshot?: string;
}

/** Returns the current moment. */
export async function takeLogWatermark(knex: Knex): Promise<LogWatermark> {
  if (!isPostgres(knex)) {
    return { settled: await readSettledArrival(knex) };
  }
  return readCurrentSnapshot(knex);
}

/**
 * Whether a workspace has changed since a moment. Every change adds a row to the log in its
 * own transaction.
 */
export async function hasChangedSince(
  knex: Knex,
  workspace_id: string,
  { settled, snapshot }: LogWatermark,
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
    query.whereRaw(
      'NOT pg_visible_in_snapshot(activity.arrival, CAST(? AS pg_snapshot))',
      [snapshot],
    );
  }
  return (await query) !== undefined;
}
