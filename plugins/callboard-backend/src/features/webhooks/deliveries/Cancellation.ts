import { Knex } from 'knex';
import { WebhookDisabledReason } from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { Core } from '../../../core/Core';
import { yieldToEventLoop } from '../../../kernel/yielding';
import { WebhookKey, WebhookRow, toWebhookActivity } from '../WebhookRow';
import { webhookStore } from '../WebhookStore';
import { DeliveryQueue } from './DeliveryQueue';
import { CancelReason, failPendingBatch } from './DeliveryStore';
import { toNextVersion } from '../../../database/Table';

/**
 * Fails the pending deliveries of a webhook that was deactivated or deleted. The first batch fails
 * in the transaction of that change. The rest of a long backlog fails in short steps afterwards,
 * because the relay and the runs of the webhook wait for each step.
 */
export class Cancellation {
  constructor(
    private readonly deps: Pick<Core, 'knex' | 'clock'> & {
      queue: DeliveryQueue;
    },
  ) {}

  /**
   * Fails the first batch, in the transaction that deactivates or deletes the webhook, and queues a
   * run of the webhook that fails the rest, if any.
   */
  async begin(
    tx: Knex.Transaction,
    webhook: WebhookKey,
    reason: CancelReason,
  ): Promise<void> {
    const { clock, queue } = this.deps;
    if (await failPendingBatch(tx, webhook.id, reason)) {
      await queue.wake(tx, [webhook], clock.now());
    }
  }

  /** Fails the remaining deliveries, unless the webhook is active again. */
  async finish(webhook_id: string): Promise<void> {
    let mayHaveMore = true;
    while (mayHaveMore) {
      mayHaveMore = await this.deps.knex.transaction(async tx => {
        // Locks the webhook, because its deliveries may be replayed right after a concurrent
        // activation.
        const webhook = await webhookStore.lock(tx, { id: webhook_id });
        const reason = webhook ? 'deactivated' : 'deleted';
        return webhook?.is_active
          ? false
          : failPendingBatch(tx, webhook_id, reason);
      });
      await yieldToEventLoop();
    }
  }

  /**
   * Deactivates a webhook that the change has locked, and fails its pending deliveries. The change
   * notifies the admins of the workspace.
   */
  async deactivate(
    change: Change,
    before: WebhookRow,
    reason: WebhookDisabledReason,
  ): Promise<void> {
    const patch = { is_active: false, disabled_reason: reason };
    const after = toNextVersion(before, patch, change.now);
    change.record({
      ...toWebhookActivity(before, after),
      action: 'deactivate',
    });
    await webhookStore.update(change.tx, after);
    await this.begin(change.tx, before, 'deactivated');
  }
}
