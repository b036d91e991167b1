import { webhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Clock } from '../../../clock';
import { Queue } from '../../../queue/Queue';
import { WebhookKey } from '../WebhookRow';
import { WebhookStore } from '../WebhookStore';
import { DeliveryQueue } from './DeliveryQueue';
import { DeliveryRange, ReplayStore } from './ReplayStore';

const QUEUE = 'webhook-replays';

/** How many steps a process is at: each takes a connection. */
const STEPS_AT_ONCE = 1;

const payload = z.strictObject({
  webhook_id: z.string(),
  from: z.string(),
  until: z.string(),
  status: webhookDeliveryStatus.optional(),
});

/**
 * Has ranges of deliveries sent again: some at once, and many more in short steps
 * after that, as what is under way for the webhook waits meanwhile.
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

  /** Says how the steps are done. */
  work(): void {
    this.deps.jobs.work(QUEUE, {
      kind: 'transactional',
      payload,
      concurrency: STEPS_AT_ONCE,
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
   * Begins, with the webhook held by the transaction.
   *
   * @returns how many deliveries are sent again
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
