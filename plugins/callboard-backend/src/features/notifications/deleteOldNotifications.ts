import { Knex } from 'knex';
import { yieldToEventLoop } from '../../kernel/yielding';
import { inListSql } from '../../database/bulk';
import { lockForUpdate } from '../../database/locks';
import { getLowestId, LOWEST_ID } from '../../database/ids';
import { ANNOUNCEMENT_TYPE } from './Announcements';
import { deleteUnreadRows, lockUnreadRows } from './reading/unread';

/** The number of rows per batch: few, so that locks are short and SQLite soon serves requests. */
const BATCH_SIZE = 1_000;

/**
 * Deletes old data:
 *
 * - notifications that were read or archived before an instant
 * - earlier notification events without recipients, except announcements
 * - earlier records of "Mark all read"
 * - earlier records of unmuted types
 *
 * @param before - milliseconds since 1970
 */
export async function deleteOldNotifications(
  knex: Knex,
  before: number,
  signal?: AbortSignal,
): Promise<void> {
  const steps = [
    { table: 'notifications', deleteOld: deleteRecipients },
    { table: 'notification_events', deleteOld: deleteEvents },
  ];
  for (const { table, deleteOld } of steps) {
    let after: string | undefined = LOWEST_ID;
    while (after !== undefined && !signal?.aborted) {
      const oldIds: string[] = await knex(table)
        .where('id', '>', after)
        .where('id', '<', getLowestId(before))
        .orderBy('id')
        .limit(BATCH_SIZE)
        .pluck('id');
      await deleteOld(knex, oldIds, before);
      await yieldToEventLoop();
      after = oldIds[BATCH_SIZE - 1];
    }
  }
  if (!signal?.aborted) {
    await knex('notification_readings')
      .where('read_at', '<', new Date(before))
      .delete();
    await knex('unmuted_types')
      .where('unmuted_at', '<', new Date(before))
      .delete();
  }
}

async function deleteRecipients(
  knex: Knex,
  oldIds: readonly string[],
  before: number,
): Promise<void> {
  await knex.transaction(async tx => {
    await lockUnreadRows(tx, oldIds);
    const ids: string[] = await lockForUpdate(
      tx('notifications')
        .whereRaw(...inListSql(tx, 'notifications.id', oldIds))
        .modify(whereReadOrArchived, tx, new Date(before))
        .pluck('notifications.id'),
    );
    if (ids.length > 0) {
      await addFormerUnreadCounts(tx, ids);
      await deleteUnreadRows(tx, ids);
      await tx('notifications')
        .whereRaw(...inListSql(tx, 'id', ids))
        .delete();
    }
  });
}

/** The time of the last individual action on a notification, or else of its last update. */
const LAST_CHANGE_SQL =
  'coalesce(notifications.marked_at, notifications.updated_at)';

/**
 * Selects notifications that were archived or read before an instant. "Mark all read" does not
 * change the rows of notifications; it records the action. A notification that such actions cover
 * was read at the first of them. If no record covers a read notification, the user read it
 * individually, or the record was older than the instant and has been deleted.
 */
function whereReadOrArchived(
  recipientRows: Knex.QueryBuilder,
  knex: Knex,
  before: Date,
): void {
  const readByMarkAll = knex('notification_readings')
    .min('read_at')
    .whereRaw('notification_readings.user_ref = notifications.user_ref')
    .whereRaw('notification_readings.read_at >= notifications.updated_at')
    .whereRaw(`notification_readings.read_at >= ${LAST_CHANGE_SQL}`)
    .whereRaw('notification_readings.created_before > notifications.sort_at')
    .where(sameType =>
      sameType
        .whereNull('notification_readings.type')
        .orWhereRaw('notification_readings.type = notifications.type'),
    );
  const unreadRow = knex('unread_notifications')
    .select(knex.raw('1'))
    .whereRaw('unread_notifications.id = notifications.id');
  recipientRows
    .whereRaw(`${LAST_CHANGE_SQL} < ?`, [before])
    .where(either =>
      either
        .where('notifications.is_archived', true)
        .orWhere(read =>
          read
            .whereNotExists(unreadRow)
            .whereRaw(`coalesce(?, ${LAST_CHANGE_SQL}) < ?`, [
              readByMarkAll,
              before,
            ]),
        ),
    );
}

/**
 * Adds the number of unread notifications that are about to be deleted to `former_unread_count` of
 * their announcements.
 */
async function addFormerUnreadCounts(
  tx: Knex,
  ids: readonly string[],
): Promise<void> {
  const counts: any[] = await tx('unread_notifications')
    .whereRaw(...inListSql(tx, 'id', ids))
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

/** Deletes the given notification events that have no recipients, except announcements. */
async function deleteEvents(
  knex: Knex,
  oldIds: readonly string[],
): Promise<void> {
  const selectReference = (table: string) =>
    knex(table)
      .select(knex.raw('1'))
      .whereRaw(`${table}.notification_event_id = notification_events.id`);
  await knex('notification_events')
    .whereRaw(...inListSql(knex, 'id', oldIds))
    .whereNotExists(selectReference('notifications'))
    .whereNotExists(selectReference('announcements'))
    .delete();
}
