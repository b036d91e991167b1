import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { chunk, map } from 'lodash';
import { z } from 'zod';
import { ProjectAudience } from '../../core/projects/ProjectAudience';
import { byteOrderSql } from '../../database/sql/textSql';
import { eventVisibilityCodes } from './dispatch/NotificationEvent';
import {
  findNotificationEvent,
  NotificationEventRow,
} from './dispatch/NotificationEventRow';
import { filterByVisibility } from './dispatch/filterRecipients';
import { RecipientsListener } from './dispatch/FanOut';
import { MAX_ATTEMPTS, computeRetryDelay } from '../../kernel/backoff';
import { Queue } from '../../queue/Queue';

/**
 * The maximum number of recipients per request. The portal accepts requests of up to 100 KB, and
 * takes about 50 ms for ten people.
 */
const MAX_PEOPLE_PER_REQUEST = 500;

const QUEUE = 'portal-notifications';

/** Low, because the portal's plugin inserts rows one by one. */
const BRIDGE_CONCURRENCY = 2;

/** A notification event to forward, and the range of user references of its recipients. */
const payloadSchema = z.object({
  notification_event_id: z.string(),
  first: z.string(),
  last: z.string(),
});

type BridgeJob = z.output<typeof payloadSchema>;

/**
 * Forwards notifications to the portal's own notifications plugin and its processors. Reading a
 * notification there does not mark it as read in Callboard.
 */
export class PortalBridge {
  constructor(
    private readonly deps: {
      knex: Knex;
      audience: ProjectAudience;
      portal: NotificationService;
    },
  ) {}

  /** Forwards notifications at least once. The portal deduplicates them by their scope. */
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
    if (!notificationEvent) {
      return;
    }
    const people = await this.listUnreadRecipients(notificationEvent, {
      first,
      last,
    });
    for (const refs of chunk(people, MAX_PEOPLE_PER_REQUEST)) {
      await portal.send({
        recipients: { type: 'entity', entityRef: refs },
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

  /** Lists the recipients who can still see the notification and have not read or archived it. */
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
        // Compares in the order that `createForwardingListener` sorts by.
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
      map(recipientRows, 'user_ref'),
      new Set(map(admins, 'user_ref')),
    );
  }
}

export function registerBridgeWorker(queue: Queue, bridge: PortalBridge): void {
  queue.registerWorker(QUEUE, {
    kind: 'external',
    payload: payloadSchema,
    concurrency: BRIDGE_CONCURRENCY,
    // Retries for about 15 minutes, which is longer than an upgrade of the portal's plugin takes.
    retry: ({ attempts }) =>
      attempts < MAX_ATTEMPTS * 3
        ? { after_ms: computeRetryDelay(attempts) }
        : 'give up',
    run: job => bridge.forward(job.payload),
  });
}

/** Creates a listener that queues the forwarding of notifications in their transaction. */
export function createForwardingListener(queue: Queue): RecipientsListener {
  return async (tx, notificationEvent, recipients) => {
    if (recipients.length > 0) {
      const refs = recipients.map(({ user_ref }) => user_ref).sort();
      await queue.add(tx, [
        {
          queue: QUEUE,
          payload: {
            notification_event_id: notificationEvent.id,
            first: refs[0],
            last: refs[refs.length - 1],
          },
        },
      ]);
    }
  };
}
