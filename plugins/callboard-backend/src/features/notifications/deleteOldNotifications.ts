import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { isOneOf } from '../../database/bulk';
import { lowestId, NO_ID } from '../../database/ids';
import { ANNOUNCEMENT_TYPE } from './announcements/announcementType';

/** So that nobody waits long for the rows, and SQLite answers others in between. */
const ROWS_AT_ONCE = 1_000;

/**
 * Deletes notifications that were read or archived before an instant, and notices
 * older than that of which nobody has a copy any more.
 *
 * @param before - milliseconds since 1970
 */
export async function deleteOldNotifications(
  knex: Knex,
  before: number,
  signal?: AbortSignal,
): Promise<void> {
  for (const deleteSome of [deleteCopies, deleteNotices]) {
    let after: string | undefined = NO_ID;
    while (after !== undefined && !signal?.aborted) {
      after = await deleteSome(knex, before, after);
      await setImmediate();
    }
  }
}

/**
 * Looks at some of the copies that are old enough, in the order of their ids,
 * which is that of their age.
 *
 * @returns the last it has looked at, if there may be more
 */
async function deleteCopies(
  knex: Knex,
  before: number,
  after: string,
): Promise<string | undefined> {
  const old: any[] = await knex('notifications')
    .select('id', 'is_read', 'is_archived', 'marked_at')
    .where('id', '>', after)
    .where('id', '<', lowestId(before))
    .orderBy('id')
    .limit(ROWS_AT_ONCE);
  const done = old
    .filter(
      ({ is_read, is_archived, marked_at }) =>
        (is_read || is_archived) && new Date(marked_at).getTime() < before,
    )
    .map(({ id }) => id);
  if (done.length > 0) {
    await knex.transaction(async tx => {
      const rows = () =>
        tx('notifications')
          .whereRaw(...isOneOf(tx, 'id', done))
          .where('marked_at', '<', new Date(before));
      await keepReadCounts(tx, rows());
      await rows().delete();
    });
  }
  return old.length < ROWS_AT_ONCE ? undefined : old[old.length - 1].id;
}

/** Who has read an announcement has read it, though the copy is deleted. */
async function keepReadCounts(
  tx: Knex,
  copies: Knex.QueryBuilder,
): Promise<void> {
  const counts: any[] = await copies
    .where({ type: ANNOUNCEMENT_TYPE, is_read: true })
    .select('notice_id')
    .count({ count: '*' })
    .groupBy('notice_id');
  for (const { notice_id, count } of counts) {
    await tx('announcements')
      .where({ notice_id })
      .increment('former_read_count', Number(count));
  }
}

/** The same of notices; announcements are kept. */
async function deleteNotices(
  knex: Knex,
  before: number,
  after: string,
): Promise<string | undefined> {
  const old: string[] = await knex('notices')
    .where('id', '>', after)
    .where('id', '<', lowestId(before))
    .orderBy('id')
    .limit(ROWS_AT_ONCE)
    .pluck('id');
  await knex('notices')
    .whereRaw(...isOneOf(knex, 'id', old))
    .whereNotExists(
      knex('notifications')
        .select(knex.raw('1'))
        .whereRaw('notifications.notice_id = notices.id'),
    )
    .whereNotExists(
      knex('announcements')
        .select(knex.raw('1'))
        .whereRaw('announcements.notice_id = notices.id'),
    )
    .delete();
  return old.length < ROWS_AT_ONCE ? undefined : old[old.length - 1];
}
