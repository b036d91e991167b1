import {
  ChangeEvent,
  coversEventType,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq } from 'lodash';
import { TransactionalSubscriber } from '../../../changes/Subscriber';
import { Clock } from '../../../kernel/clock';
import { iterateInChunks } from '../../../kernel/yielding';
import { buildEventBody } from '../events/buildEventBody';
import { WebhookRow } from '../WebhookRow';
import { webhookStore } from '../WebhookStore';
import { DeliveryQueue } from './DeliveryQueue';
import { insertDeliveries, ROWS_PER_STEP, toDelivery } from './DeliveryStore';

/** The maximum clock difference between replicas. */
const MAX_CLOCK_SKEW_MS = 1_000;

/**
 * Creates the subscriber that creates a delivery of each change for each subscribed webhook.
 * A webhook can subscribe to any change in its workspace, because only workspace admins, who can
 * see all changes, manage webhooks.
 */
export function createWebhookSubscriber({
  clock,
  queue,
}: {
  clock: Clock;
  queue: DeliveryQueue;
}): TransactionalSubscriber {
  return {
    name: 'webhooks',
    async handle(changes, tx, traceparents) {
      const workspaceIds = uniq(
        changes.map(({ workspace_id }) => workspace_id),
      );
      const candidates = await webhookStore.listForDelivery(tx, workspaceIds);
      if (candidates.length === 0) {
        return;
      }
      const byWorkspace = groupBy(
        candidates.map(webhook => ({
          webhook,
          since: Date.parse(webhook.created_at) - MAX_CLOCK_SKEW_MS,
        })),
        ({ webhook }) => webhook.workspace_id,
      );
      const maxDeliveriesPerChange = Math.max(
        ...Object.values(byWorkspace).map(({ length }) => length),
      );
      const now = clock.now();
      const idsToWake = new Set<string>();
      for await (const someChanges of iterateInChunks(
        changes,
        Math.max(1, Math.floor(ROWS_PER_STEP / maxDeliveriesPerChange)),
      )) {
        const matching = someChanges.flatMap(change => {
          const newDeliveries = listSubscribed(
            byWorkspace[change.workspace_id] ?? [],
            change,
          ).map(webhook =>
            toDelivery(webhook, change, traceparents?.get(change.id)),
          );
          return newDeliveries.length > 0 ? [{ change, newDeliveries }] : [];
        });
        const pendingIds = await insertDeliveries(
          tx,
          matching.map(({ change }) => ({
            id: change.id,
            body: buildEventBody(change),
          })),
          matching.flatMap(({ newDeliveries }) => newDeliveries),
          now,
        );
        pendingIds.forEach(id => idsToWake.add(id));
      }
      await queue.wake(
        tx,
        candidates.filter(({ id }) => idsToWake.has(id)),
        now,
      );
    },
  };
}

/** A webhook that gets the changes of its workspace to which it subscribes. */
interface Candidate {
  webhook: WebhookRow;
  /**
   * The time of the first change to deliver, in milliseconds since 1970. Changes that happened
   * before the webhook was created may be relayed afterwards.
   */
  since: number;
}

/**
 * Lists the webhooks that get a change. A webhook that was deactivated because of failures still
 * gets deliveries, which can be replayed.
 */
function listSubscribed(
  candidates: readonly Candidate[],
  change: ChangeEvent,
): WebhookRow[] {
  const changedAt = Date.parse(change.created_at);
  const type = `${change.entity_type}.${change.action}`;
  return candidates
    .filter(
      ({ webhook, since }) =>
        (webhook.is_active || webhook.disabled_reason === 'failing') &&
        coversEventType(webhook.event_types, type) &&
        changedAt >= since,
    )
    .map(({ webhook }) => webhook);
}
