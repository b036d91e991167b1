import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { chunk } from 'lodash';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { byteOrderSql } from '../../../database/sql/textSql';
import { eventVisibilityCodes } from '../dispatch/NotificationEvent';
import {
  findNotificationEvent,
  NotificationEventRow,
} from '../dispatch/NotificationEventRow';
import { filterByVisibility } from '../dispatch/filterRecipients';

/** Limits requests, because the portal accepts up to 100 KB and processes ten people per 50 ms. */
const MAX_PEOPLE_PER_REQUEST = 500;

/** The recipients of a notification event to forward, as a range of user references. */
export interface BridgeJob {
  notification_event_id: string;
  first: string;
  last: string;
}

/**
 * Forwards notifications to the portal's own notifications plugin and its processors. Users who
 * read a notification there do not mark it as read in Callboard.
 */
export class PortalBridge {
  constructor(
    private readonly deps: {
      knex: Knex;
      audience: ProjectAudience;
      portal: NotificationService;
    },
  ) {}

  /**
   * Forwards some notifications, at least once. The portal deduplicates them by their scope.
   */
  async forward({
    notification_event_id,
    first,
    last,
  }: BridgeJob): Promise<void> {
    const { knex, portal } = this.deps;
    const notificationEvent = await findNotificationEvent(
      knex,
      notification_event_id,
    );
    const people = notificationEvent
      ? await this.listUnreadRecipients(notificationEvent, { first, last })
      : [];
    if (!notificationEvent || people.length === 0) {
      return;
    }
    for (const some of chunk(people, MAX_PEOPLE_PER_REQUEST)) {
      await portal.send({
        recipients: { type: 'entity', entityRef: some },
        payload: {
          title: notificationEvent.title,
          description: notificationEvent.body ?? undefined,
          link: notificationEvent.target_url ?? undefined,
          severity: notificationEvent.severity,
          topic: notificationEvent.type,
          scope: `callboard:${notificationEvent.id}`,
        },
      });
    }
  }

  /** Lists the recipients who have not read the notification and can still see it. */
  private async listUnreadRecipients(
    notificationEvent: NotificationEventRow,
    { first, last }: Omit<BridgeJob, 'notification_event_id'>,
  ): Promise<string[]> {
    const { knex, audience } = this.deps;
    const recipientRows: Array<{ user_ref: string; visibility: number }> =
      await knex('notifications')
        .innerJoin(
          'unread_notifications',
          'unread_notifications.id',
          'notifications.id',
        )
        .select('notifications.user_ref', 'notifications.visibility')
        .where({
          'notifications.notification_event_id': notificationEvent.id,
          'notifications.is_archived': false,
        })
        // Compares in the order that `forwardRecipients` sorts by.
        .whereRaw(
          `${byteOrderSql(knex, 'notifications.user_ref')} BETWEEN ? AND ?`,
          [first, last],
        );
    const admins = recipientRows.filter(
      ({ visibility }) => visibility === eventVisibilityCodes.admins,
    );
    return filterByVisibility(
      knex,
      { audience, notificationEvent },
      recipientRows.map(({ user_ref }) => user_ref),
      new Set(admins.map(({ user_ref }) => user_ref)),
    );
  }
}
