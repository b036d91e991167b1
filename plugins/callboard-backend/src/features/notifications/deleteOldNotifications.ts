import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { inListSql } from '../../database/bulk';
import { lockForUpdate } from '../../database/locks';
import { getLowestId, NO_ID } from '../../database/ids';
import { ANNOUNCEMENT_TYPE } from './announcements/AnnouncementStore';
import { UnreadStore } from './unread/UnreadStore';

/** Keeps row locks short and lets SQLite serve others in between. */
const ROWS_AT_ONCE = 1_000;

/**
 * Deletes notifications that were read or archived before an instant, and older notification
 * events without recipients.
 *
 * @param before - milliseconds since 1970
 */
export async function deleteOldNotifications(
  knex: Knex,
  before: number,
  signal?: AbortSignal,
): Promise<void> {
  for (const deleteSome of [deleteRecipients, deleteNotificationEvents]) {
    let after: string | undefined = NO_ID;
    while (after !== undefined && !signal?.aborted) {
      after = await deleteSome(knex, before, after);
      await setImmediate();
    }
  }
  if (!signal?.aborted) {
    await knex('notification_readings')
      .where('read_at', '<', new Date(before))
      .delete();
  }
}

/**
 * Checks one batch of recipients that are old enough, in the order of their ids, which is the
 * order of their age.
 *
 * @returns the last checked id, if there may be more
 */
async function deleteRecipients(
  knex: Knex,
  before: number,
  after: string,
): Promise<string | undefined> {
  const old: string[] = await knex('notifications')
    .where('id', '>', after)
    .where('id', '<', getLowestId(before))
    .orderBy('id')
    .limit(ROWS_AT_ONCE)
    .pluck('id');
  await knex.transaction(async tx => {
    const unread = new UnreadStore();
    await unread.lock(tx, old);
    const done: string[] = await lockForUpdate(
      tx('notifications')
        .whereRaw(...inListSql(tx, 'notifications.id', old))
        .modify(whereDone, tx, new Date(before))
        .pluck('notifications.id'),
    );
    if (done.length > 0) {
      await keepUnreadCounts(tx, done);
      await unread.delete(tx, done);
      await tx('notifications')
        .whereRaw(...inListSql(tx, 'id', done))
        .delete();
    }
  });
  return old.length < ROWS_AT_ONCE ? undefined : old[old.length - 1];
}

/** The last individual action on a notification, or else its last update. */
const LEFT_ALONE_SINCE =
  'coalesce(notifications.marked_at, notifications.updated_at)';

/**
 * Selects notifications that were archived or read before an instant. "Mark all read" leaves
 * the rows unchanged, so they count as read since the first such action after them. Without a
 * stored action, they were read before the instant.
 */
function whereDone(
  recipientRows: Knex.QueryBuilder,
  knex: Knex,
  before: Date,
): void {
  const readWithAll = knex('notification_readings')
    .min('read_at')
    .whereRaw('notification_readings.user_ref = notifications.user_ref')
    .whereRaw('notification_readings.read_at >= notifications.updated_at')
    .whereRaw(`notification_readings.read_at >= ${LEFT_ALONE_SINCE}`)
    .whereRaw('notification_readings.created_before > notifications.sort_at')
    .where(about =>
      about
        .whereNull('notification_readings.type')
        .orWhereRaw('notification_readings.type = notifications.type'),
    );
  const isUnread = knex('unread_notifications')
    .select(knex.raw('1'))
    .whereRaw('unread_notifications.id = notifications.id');
  recipientRows
    .whereRaw(`${LEFT_ALONE_SINCE} < ?`, [before])
    .where(done =>
      done
        .where('notifications.is_archived', true)
        .orWhere(read =>
          read
            .whereNotExists(isUnread)
            .whereRaw(`coalesce(?, ${LEFT_ALONE_SINCE}) < ?`, [
              readWithAll,
              before,
            ]),
        ),
    );
}

/** Adds deleted unread recipients of announcements to the unread counts. */
async function keepUnreadCounts(
  tx: Knex,
  recipientRows: readonly string[],
): Promise<void> {
  const counts: any[] = await tx('unread_notifications')
    .whereRaw(...inListSql(tx, 'id', recipientRows))
    .where({ type: ANNOUNCEMENT_TYPE })
    .select('notification_event_id')
    .count({ count: '*' })
    .groupBy('notification_event_id');
  for (const { notification_event_id, count } of counts) {
    await tx('announcements')
      .where({ notification_event_id })
      .increment('former_unread_count', Number(count));
  }
}

/** The same for notification events; announcements are retained. */
async function deleteNotificationEvents(
  knex: Knex,
  before: number,
  after: string,
): Promise<string | undefined> {
  const old: string[] = await knex('notification_events')
    .where('id', '>', after)
    .where('id', '<', getLowestId(before))
    .orderBy('id')
    .limit(ROWS_AT_ONCE)
    .pluck('id');
  await knex('notification_events')
    .whereRaw(...inListSql(knex, 'id', old))
    .whereNotExists(
      knex('notifications')
        .select(knex.raw('1'))
        .whereRaw(
          'notifications.notification_event_id = notification_events.id',
        ),
    )
    .whereNotExists(
      knex('announcements')
        .select(knex.raw('1'))
        .whereRaw(
          'announcements.notification_event_id = notification_events.id',
        ),
    )
    .delete();
  return old.length < ROWS_AT_ONCE ? undefined : old[old.length - 1];
}
