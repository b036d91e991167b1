import {
  ChangeEvent,
  coversEventType,
} from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { TransactionalSubscriber } from '../../../changes/Subscriber';
import { Clock } from '../../../kernel/clock';
import { buildEventBody } from '../events/buildEventBody';
import { WebhookRow } from '../WebhookRow';
import { WebhookStore } from '../WebhookStore';
import { DeliveryQueue } from './DeliveryQueue';
import { DeliveryStore, toDelivery } from './DeliveryStore';

/** The maximum clock difference between replicas. */
const MAX_CLOCK_SKEW_MS = 1_000;

/**
 * Creates the subscriber that creates a delivery of each change for each subscribed webhook.
 * A webhook can subscribe to any change in its workspace, because only workspace admins, who can
 * see all changes, manage webhooks.
 */
export function createWebhookSubscriber(deps: {
  clock: Clock;
  webhooks: WebhookStore;
  deliveries: DeliveryStore;
  queue: DeliveryQueue;
}): TransactionalSubscriber {
  const { clock, webhooks, deliveries, queue } = deps;
  return {
    name: 'webhooks',
    async handle(changes, tx, traceparents) {
      const workspaceIds = uniq(
        changes.map(({ workspace_id }) => workspace_id),
      );
      const candidates = await webhooks.listForDelivery(tx, workspaceIds);
      if (candidates.length === 0) {
        return;
      }
      const matching = changes.flatMap(change => {
        const newDeliveries = candidates
          .filter(webhook => isSubscribed(webhook, change))
          .map(webhook =>
            toDelivery(webhook, change, traceparents?.get(change.id)),
          );
        return newDeliveries.length > 0 ? [{ change, newDeliveries }] : [];
      });
      if (matching.length === 0) {
        return;
      }
      const now = clock.now();
      const idsToWake = await deliveries.insert(
        tx,
        matching.map(({ change }) => ({
          id: change.id,
          body: buildEventBody(change),
        })),
        matching.flatMap(({ newDeliveries }) => newDeliveries),
        now,
      );
      await queue.wake(
        tx,
        candidates.filter(({ id }) => idsToWake.has(id)),
        now,
      );
    },
  };
}

/**
 * Whether a webhook gets a change. A webhook that was deactivated because of failures still gets
 * deliveries, which can be replayed.
 */
function isSubscribed(webhook: WebhookRow, change: ChangeEvent): boolean {
  return (
    webhook.workspace_id === change.workspace_id &&
    (webhook.is_active || webhook.disabled_reason === 'failing') &&
    coversEventType(
      webhook.event_types,
      `${change.entity_type}.${change.action}`,
    ) &&
    // Skips changes that happened before the webhook was created but are relayed afterwards.
    Date.parse(change.created_at) >=
      Date.parse(webhook.created_at) - MAX_CLOCK_SKEW_MS
  );
}
