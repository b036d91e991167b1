import { Knex } from 'knex';
import { uniq } from 'lodash';
import { Change } from '../../../changes/Changes';
import { insertReturning, inListSql } from '../../../database/bulk';
import { lockForNoKeyUpdate } from '../../../database/locks';
import { createId } from '../../../database/ids';

/**
 * Locks the time of people in a workspace until the transaction ends. Every change to a person's
 * time takes this lock, so the totals of the person's days and the statuses of their periods cannot
 * change while the lock is held. To prevent deadlocks, locks people in the order of their
 * references, and callers lock people before projects.
 */
export async function lockPeople(
  { tx }: Change,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<void> {
  const refs = uniq(user_refs).sort();
  const existing = await lockRows(tx, workspace_id, refs);
  const missing = refs.filter(ref => !existing.has(ref));
  if (missing.length > 0) {
    await insertRows(tx, workspace_id, missing);
    await lockRows(tx, workspace_id, missing);
  }
}

async function lockRows(
  tx: Knex.Transaction,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await lockForNoKeyUpdate(
    tx('time_people')
      .select('user_ref')
      .where({ workspace_id })
      .whereRaw(...inListSql(tx, 'user_ref', user_refs, 'text'))
      .orderBy('user_ref'),
  );
  return new Set(rows.map(({ user_ref }: any) => user_ref));
}

/**
 * Inserts rows for people. Uses the system time, because `change.now` may only be read after the
 * locks are taken.
 */
async function insertRows(
  tx: Knex.Transaction,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<void> {
  const now = Date.now();
  const rows = user_refs.map(user_ref => ({
    workspace_id,
    user_ref,
    id: createId(now),
    minutes_per_weekday: null,
    version: 1,
    created_at: new Date(now),
    updated_at: new Date(now),
  }));
  await insertReturning(
    tx,
    { table: 'time_people', rows },
    'ON CONFLICT (workspace_id, user_ref) DO NOTHING RETURNING user_ref',
  );
}
