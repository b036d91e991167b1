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

/** The portal takes requests of up to 100 KB, and ten people every 50 ms. */
const PEOPLE_AT_ONCE = 500;

/** The recipients of a notification event to forward, as a range of user references. */
export interface BridgeJob {
  notification_event_id: string;
  first: string;
  last: string;
}

/**
 * Forwards notifications to the portal's own notifications plugin, and with it to its processors. One
 * way only: marks that users make there are not synchronised back.
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
   * Forwards some notifications, at least once. The portal deduplicates repetitions by their scope.
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
    for (const some of chunk(people, PEOPLE_AT_ONCE)) {
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

  /** Those who have not read it yet, and may see it at this moment. */
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
        // In the order in which the job's first and last were found.
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
