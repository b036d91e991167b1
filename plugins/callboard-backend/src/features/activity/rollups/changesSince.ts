import { Knex } from 'knex';
import { isPostgres } from '../../../database/dialect';
import {
  Arrival,
  arrivalBinding,
  settledArrival,
} from '../../../changes/log/arrivals';
import { presentSnapshot } from '../../../changes/log/presentSnapshot';

/** Where rows of the log come from that tell of no change to what Callboard keeps. */
const OTHER_SOURCES = ['frontend', 'auditor'];

/** What the log contained at some moment. */
export interface LogMark {
  /** Every row that arrived before it. */
  settled: Arrival;
  /** The snapshot of PostgreSQL, which tells which of the later ones. */
  snapshot?: string;
}

/** Marks the present moment. */
export async function markLog(knex: Knex): Promise<LogMark> {
  if (!isPostgres(knex)) {
    return { settled: await settledArrival(knex) };
  }
  return presentSnapshot(knex);
}

/**
 * Whether anything in a workspace has changed since a moment. Every change leaves a row
 * in the log, in the transaction that makes it.
 */
export async function hasChangedSince(
  knex: Knex,
  workspace_id: string,
  { settled, snapshot }: LogMark,
): Promise<boolean> {
  const query = knex('activity')
    .select('activity.id')
    .where('activity.workspace_id', workspace_id)
    .whereRaw(`activity.arrival >= ${arrivalBinding(knex)}`, [settled])
    .whereNotIn('activity.source', OTHER_SOURCES)
    // Otherwise PostgreSQL might search all rows of the workspace.
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
