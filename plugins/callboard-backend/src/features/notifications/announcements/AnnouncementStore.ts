import {
  Announcement,
  notificationSeverities,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { readInstant, readJson } from '../../../database/dialect';
import { RecipientsListener } from '../dispatch/FanOut';

/** The notification type of announcements. */
export const ANNOUNCEMENT_TYPE = 'announcement.published';

/** The declaration of the notification type. */
export const announcementTypeDeclaration = {
  type: ANNOUNCEMENT_TYPE,
  label: 'Announcement by an admin',
};

/** Creates a listener that counts the recipients of announcements during fan-out. */
export function createRecipientCounter(
  store: AnnouncementStore,
): RecipientsListener {
  return async (tx, notificationEvent, recipientRows, isLast) => {
    if (notificationEvent.type === ANNOUNCEMENT_TYPE) {
      await store.increaseRecipientCount(tx, notificationEvent.id, {
        recipients: recipientRows.length,
        isLast,
      });
    }
  };
}

/** The table of announcements; their texts are in their notification events. */
export class AnnouncementStore {
  async insert(tx: Knex, id: string, workspace_id: string): Promise<void> {
    await tx('announcements').insert({
      notification_event_id: id,
      workspace_id,
      is_sent: false,
      recipient_count: 0,
      former_unread_count: 0,
    });
  }

  /**
   * Increases the recipient count of an announcement, and marks it as sent with the last
   * recipients.
   */
  async increaseRecipientCount(
    tx: Knex,
    notification_event_id: string,
    { recipients, isLast }: { recipients: number; isLast: boolean },
  ): Promise<void> {
    await tx('announcements')
      .where({ notification_event_id })
      .increment('recipient_count', recipients)
      .update(isLast ? { is_sent: true } : {});
  }

  /**
   * Lists the announcements of a workspace, newest first; with `after`, only those that are older
   * than this one.
   */
  async list(
    knex: Knex,
    workspace_id: string,
    { after, limit }: { after?: string; limit: number },
  ): Promise<Announcement[]> {
    const query = selectAnnouncements(knex)
      .where('announcements.workspace_id', workspace_id)
      .orderBy('announcements.notification_event_id', 'desc')
      .limit(limit);
    if (after !== undefined) {
      query.where('announcements.notification_event_id', '<', after);
    }
    return (await query).map(toAnnouncement);
  }

  async find(
    knex: Knex,
    workspace_id: string,
    id: string,
  ): Promise<Announcement | undefined> {
    const row = await selectAnnouncements(knex)
      .where('announcements.workspace_id', workspace_id)
      .where('announcements.notification_event_id', id)
      .first();
    return row && toAnnouncement(row);
  }
}

/**
 * Selects announcements with the number of people who have not read them. One statement reads both
 * recipients and unread notifications, because more people may be notified between two statements.
 */
function selectAnnouncements(knex: Knex): Knex.QueryBuilder {
  const unread = knex('unread_notifications')
    .whereRaw(
      'unread_notifications.notification_event_id = announcements.notification_event_id',
    )
    // Not a binding, so that PostgreSQL can use the partial index.
    .whereRaw(`unread_notifications.type = '${ANNOUNCEMENT_TYPE}'`)
    .count('*')
    .as('unread_count');
  return knex('announcements')
    .join(
      'notification_events',
      'notification_events.id',
      'announcements.notification_event_id',
    )
    .select(
      'notification_events.*',
      'announcements.is_sent',
      'announcements.recipient_count',
      'announcements.former_unread_count',
      unread,
    );
}

function toAnnouncement(row: any): Announcement {
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    target_url: row.target_url,
    severity: notificationSeverities[row.severity],
    to: readJson<any>(row.meta).to,
    actor_ref: row.actor_ref,
    status: row.is_sent ? 'sent' : 'sending',
    recipient_count: row.recipient_count,
    read_count:
      row.recipient_count - row.former_unread_count - Number(row.unread_count),
    created_at: readInstant(row.created_at),
  };
}
