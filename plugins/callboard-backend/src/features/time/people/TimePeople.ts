import { Knex } from 'knex';
import { uniq } from 'lodash';
import { Change } from '../../../changes/Changes';
import { insertReturning, inListSql } from '../../../database/bulk';
import { lockForNoKeyUpdate } from '../../../database/locks';
import { createId } from '../../../database/ids';

/**
 * Locks for the logged time of people, one per person and workspace. Every change to a person's
 * time takes the lock before it locks projects, so that the day's total and the period's status
 * cannot change meanwhile.
 */
export class TimePeople {
  /**
   * Locks the time of people until the transaction ends, always in the same order. Inserts missing
   * rows.
   */
  async lockPeople(
    change: Change,
    workspace_id: string,
    user_refs: readonly string[],
  ): Promise<void> {
    const refs = uniq(user_refs).sort();
    const existing = await this.lock(change.tx, workspace_id, refs);
    const missing = refs.filter(ref => !existing.has(ref));
    if (missing.length > 0) {
      await this.add(change.tx, workspace_id, missing);
      await this.lock(change.tx, workspace_id, missing);
    }
  }

  private async lock(
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
   * Inserts rows for people with the current time: `change.now` may only be read after the locks
   * are taken.
   */
  private async add(
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
}

/** Returns the time zone in which a person's days begin and end in a workspace. */
type GetTimeZone = (
  user_ref: string,
  workspace: { timezone: string },
) => string;

/**
 * Reads people's own time zones in one query. Returns a function that returns a person's time zone:
 * their own setting, or else that of the workspace.
 */
export async function readTimeZones(
  knex: Knex,
  user_refs: readonly string[],
): Promise<GetTimeZone> {
  const rows: Array<{ user_ref: string; timezone: string }> = await knex(
    'notification_settings',
  )
    .select('user_ref', 'timezone')
    .whereRaw(...inListSql(knex, 'user_ref', user_refs, 'text'))
    .whereNotNull('timezone');
  const zones = new Map(rows.map(row => [row.user_ref, row.timezone]));
  return (user_ref, { timezone }) => zones.get(user_ref) ?? timezone;
}
