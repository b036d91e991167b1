import { ConflictError } from '@backstage/errors';
import {
  ChangeEvent,
  JsonValue,
  WebhookDelivery,
  WebhookReplay,
} from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { Actor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { getLowestId, createId } from '../../../database/ids';
import { buildEventBody } from '../events/buildEventBody';
import {
  toWebhookEventResource,
  WebhookKey,
  WebhookRow,
  buildWebhookActivityFields,
} from '../WebhookRow';
import { webhookStore } from '../WebhookStore';
import { DeliveryQueue } from './DeliveryQueue';
import { DeliveryReadModel } from './DeliveryReadModel';
import { insertDeliveries, toDelivery } from './DeliveryStore';
import { RangeReplays, replayDelivery } from './RangeReplays';

/** Sends the deliveries that admins request: tests and replays. */
export class Replays {
  constructor(
    private readonly deps: {
      changes: Changes;
      readModel: DeliveryReadModel;
      queue: DeliveryQueue;
      ranges: RangeReplays;
    },
  ) {}

  /**
   * Sends a test event to a webhook, regardless of its subscriptions. The event describes the
   * activity entry of the test itself.
   *
   * @throws NotFoundError when the webhook does not exist
   * @throws ConflictError when it is not active
   */
  async test(actor: Actor, key: WebhookKey): Promise<WebhookDelivery> {
    const { readModel, queue } = this.deps;
    return this.withActiveWebhook(actor, key, async (change, webhook) => {
      const { tx, now } = change;
      const test = {
        ...buildWebhookActivityFields(webhook),
        id: createId(now),
        action: 'test' as const,
      };
      change.record({ ...test, before: null, after: null });
      const event: ChangeEvent = {
        ...test,
        project_id: null,
        people: [],
        actor: {
          user_ref: actor.user_ref,
          display_name: actor.display_name,
        },
        changes: [],
        metadata: null,
        resource: toWebhookEventResource(webhook) as JsonObject,
        is_resource_left_out: false,
        batch_id: null,
        is_detail: false,
        created_at: new Date(now).toISOString(),
      };
      const delivery = toDelivery(webhook, event);
      await insertDeliveries(
        tx,
        [{ id: event.id, body: buildEventBody(event) }],
        [delivery],
        now,
      );
      await queue.wake(tx, [webhook], now);
      return readModel.get(tx, webhook.id, delivery.id);
    });
  }

  /**
   * @throws NotFoundError when the webhook or the delivery does not exist
   * @throws ConflictError when the webhook is not active
   */
  async replay(
    actor: Actor,
    key: WebhookKey,
    delivery_id: string,
  ): Promise<WebhookDelivery> {
    const { readModel, queue } = this.deps;
    return this.withActiveWebhook(actor, key, async (change, webhook) => {
      const { tx, now } = change;
      await replayDelivery(tx, webhook.id, delivery_id, now);
      recordReplay(change, webhook, { queued: 1, delivery_id });
      await queue.wake(tx, [webhook], now);
      return readModel.get(tx, webhook.id, delivery_id);
    });
  }

  /**
   * Replays the deliveries of all changes in a period, optionally only those with a status.
   *
   * @throws NotFoundError when the webhook does not exist
   * @throws ConflictError when it is not active
   */
  async replayRange(
    actor: Actor,
    key: WebhookKey,
    { start, end, status }: WebhookReplay,
  ): Promise<{ queued: number }> {
    return this.withActiveWebhook(actor, key, async (change, webhook) => {
      const queued = await this.deps.ranges.begin(change.tx, webhook, {
        from: getLowestId(Date.parse(start)),
        until: getLowestId(Date.parse(end)),
        ...(status && { status }),
      });
      if (queued > 0) {
        recordReplay(change, webhook, { queued, start, end });
      }
      return { queued };
    });
  }

  private async withActiveWebhook<T>(
    actor: Actor,
    key: WebhookKey,
    work: (change: Change, webhook: WebhookRow) => Promise<T>,
  ): Promise<T> {
    return this.deps.changes.run(actor, async change => {
      const webhook = await webhookStore.requireLocked(change.tx, key);
      if (!webhook.is_active) {
        throw new ConflictError('The webhook is not active. Activate it first');
      }
      return work(change, webhook);
    });
  }
}

function recordReplay(
  change: Change,
  webhook: WebhookRow,
  metadata: Record<string, JsonValue>,
): void {
  change.record({
    ...buildWebhookActivityFields(webhook),
    action: 'replay',
    before: null,
    after: null,
    metadata,
  });
}
