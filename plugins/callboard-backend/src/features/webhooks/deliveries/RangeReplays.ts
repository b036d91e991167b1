import { webhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Clock } from '../../../kernel/clock';
import { Queue } from '../../../queue/Queue';
import { WebhookKey } from '../WebhookRow';
import { WebhookStore } from '../WebhookStore';
import { DeliveryQueue } from './DeliveryQueue';
import { DeliveryRange, ReplayStore } from './ReplayStore';

const QUEUE = 'webhook-replays';

/** The maximum number of concurrent steps in a process: each takes a connection. */
const MAX_CONCURRENT_STEPS = 1;

const payload = z.strictObject({
  webhook_id: z.string(),
  from: z.string(),
  until: z.string(),
  status: webhookDeliveryStatus.optional(),
});

/**
 * Replays ranges of deliveries: the first batch immediately and the rest afterwards, in short
 * steps, because each step locks the webhook, and its other deliveries wait for that.
 */
export class RangeReplays {
  readonly #store = new ReplayStore();

  constructor(
    private readonly deps: {
      clock: Clock;
      webhooks: WebhookStore;
      queue: DeliveryQueue;
      jobs: Queue;
    },
  ) {}

  /** Registers the worker. */
  registerWorker(): void {
    this.deps.jobs.registerWorker(QUEUE, {
      kind: 'transactional',
      payload,
      concurrency: MAX_CONCURRENT_STEPS,
      run: async ({ payload: { webhook_id, ...range } }, { tx }) => {
        const webhook = await this.deps.webhooks.lockAny(tx, webhook_id);
        if (!webhook?.is_active) {
          return undefined;
        }
        const { rest } = await this.step(tx, webhook, range);
        return rest && { again: { webhook_id, ...rest } };
      },
    });
  }

  /**
   * Replays the first batch, in a transaction that has locked the webhook.
   *
   * @returns the number of deliveries to replay
   */
  async begin(
    tx: Knex.Transaction,
    webhook: WebhookKey,
    range: DeliveryRange,
  ): Promise<number> {
    const { jobs } = this.deps;
    const { queued, rest } = await this.step(tx, webhook, range);
    if (!rest) {
      return queued;
    }
    const { id: webhook_id, workspace_id: group } = webhook;
    await jobs.add(tx, [
      {
        queue: QUEUE,
        payload: { webhook_id, ...rest },
        fifo_group: webhook_id,
        group,
      },
    ]);
    return queued + (await this.#store.countRange(tx, webhook_id, rest));
  }

  private async step(
    tx: Knex.Transaction,
    webhook: WebhookKey,
    range: DeliveryRange,
  ) {
    const { clock, queue } = this.deps;
    const now = clock.now();
    const done = await this.#store.replaySome(tx, webhook.id, range, now);
    if (done.queued > 0) {
      await queue.wake(tx, [webhook], now);
    }
    return done;
  }
}
