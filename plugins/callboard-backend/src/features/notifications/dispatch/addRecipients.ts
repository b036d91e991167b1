import { Knex } from 'knex';
import { intersectionBy, map, partition } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { queryRows } from '../../../database/statements';
import { eventVisibilityCodes } from './NotificationEvent';
import {
  addOrCountUnreadRows,
  addUnreadRows,
  insertFromEvent,
  RecipientDraft,
} from '../reading/unread';
import { Audience } from './AudienceReader';
import { NotificationEventRow } from './NotificationEventRow';

export interface NotificationRecipient {
  id: string;
  user_ref: string;
  /** False if the count of an existing unread notification was increased instead. */
  is_new: boolean;
}

/**
 * Adds recipients of a notification event. If a person has an unread notification with the same
 * key, increases its count instead. Existing recipients of the event stay unchanged.
 *
 * @param people - without duplicates
 * @param admins - the people who are notified only because they are admins
 * @returns the new recipients, and those whose count has increased
 */
export async function addRecipients(
  tx: Knex,
  notificationEvent: NotificationEventRow,
  people: readonly string[],
  admins: Audience['admins'],
): Promise<NotificationRecipient[]> {
  const at = Date.parse(notificationEvent.created_at);
  const drafts = people.map(user_ref => ({
    id: createId(at),
    user_ref,
    visibility:
      eventVisibilityCodes[
        admins.has(user_ref) ? 'admins' : notificationEvent.visibility
      ],
  }));
  return notificationEvent.dedupe_key === null
    ? addNewRecipients(tx, notificationEvent.id, drafts)
    : addOrCountRecipients(tx, notificationEvent.id, drafts);
}

async function addNewRecipients(
  tx: Knex,
  notification_event_id: string,
  drafts: readonly RecipientDraft[],
): Promise<NotificationRecipient[]> {
  const added = await insertRecipients(tx, notification_event_id, drafts);
  await addUnreadRows(tx, map(added, 'id'));
  return added.map(({ id, user_ref }) => ({ id, user_ref, is_new: true }));
}

/** Writes unread rows first, because they decide whether a notification is new. */
async function addOrCountRecipients(
  tx: Knex,
  notification_event_id: string,
  drafts: readonly RecipientDraft[],
): Promise<NotificationRecipient[]> {
  const existing: string[] = await tx('notifications')
    .where({ notification_event_id })
    .whereRaw(...inListSql(tx, 'user_ref', map(drafts, 'user_ref'), 'text'))
    .pluck('user_ref');
  const existingRefs = new Set(existing);
  const newDrafts = drafts.filter(
    ({ user_ref }) => !existingRefs.has(user_ref),
  );
  const unreadRows = await addOrCountUnreadRows(
    tx,
    notification_event_id,
    newDrafts,
  );
  const recipientRows = unreadRows.map(({ id, user_ref, count }) => ({
    id,
    user_ref,
    is_new: count === 1,
  }));
  const [added, counted] = partition(recipientRows, 'is_new');
  await insertRecipients(
    tx,
    notification_event_id,
    intersectionBy(newDrafts, added, 'id'),
  );
  await applyLastEvent(tx, map(counted, 'id'));
  return recipientRows;
}

/** Skips existing recipients, and returns the new ones. */
async function insertRecipients(
  tx: Knex,
  notification_event_id: string,
  drafts: readonly RecipientDraft[],
): Promise<Array<{ id: string; user_ref: string }>> {
  const { sql, bindings } = insertFromEvent(
    tx,
    'notifications',
    notification_event_id,
    drafts,
    {
      severity: 'notification_events.severity',
      created_at: 'notification_events.created_at',
      updated_at: 'notification_events.created_at',
    },
  );
  return queryRows(
    tx,
    `${sql}
     ON CONFLICT (notification_event_id, user_ref) DO NOTHING RETURNING id, user_ref`,
    bindings,
  );
}

/** Copies the latest event and the count from unread rows to their notifications. */
async function applyLastEvent(tx: Knex, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) {
    return;
  }
  const [condition, bindings] = inListSql(tx, 'notifications.id', ids);
  await tx.raw(
    `UPDATE notifications SET
       notification_event_id = unread.notification_event_id,
       project_id = unread.project_id,
       dashboard_id = unread.dashboard_id,
       visibility = unread.visibility,
       type = unread.type,
       sort_at = unread.sort_at,
       count = unread.count,
       severity = notification_events.severity,
       updated_at = notification_events.created_at
     FROM unread_notifications AS unread
     JOIN notification_events ON notification_events.id = unread.notification_event_id
     WHERE unread.id = notifications.id AND ${condition}`,
    bindings,
  );
}
