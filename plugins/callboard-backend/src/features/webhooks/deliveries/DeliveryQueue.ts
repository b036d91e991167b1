import { Knex } from 'knex';
import { z } from 'zod';
import { Queue } from '../../../queue/Queue';
import { WebhookKey } from '../WebhookRow';

const QUEUE = 'webhooks';

/**
 * How many webhooks a process serves at once. Waiting for receivers costs next to
 * nothing, so dead ones leave room for the others.
 */
const WEBHOOKS_AT_ONCE = 500;

/** Of one workspace, so that it leaves room for others. */
const WORKSPACE_AT_ONCE = 100;

const payload = z.strictObject({
  webhook_id: z.string(),
  workspace_id: z.string(),
});

/**
 * Has deliveries sent, on any replica. There is one job for a webhook, not for a
 * delivery, and one of a webhook runs at a time: so its bounds hold for all
 * replicas together, and a long backlog costs the others nothing. Workspaces take
 * turns.
 */
export class DeliveryQueue {
  constructor(private readonly queue: Queue) {}

  /**
   * Says how the jobs are done.
   *
   * @param send - sends what is due for a webhook
   */
  work(
    send: (webhook: WebhookKey, signal: AbortSignal) => Promise<void>,
  ): void {
    this.queue.work(QUEUE, {
      kind: 'external',
      payload,
      concurrency: WEBHOOKS_AT_ONCE,
      groupConcurrency: WORKSPACE_AT_ONCE,
      // Whatever fails here is the database: deliveries keep count of their own.
      retry: ({ attempts }) => ({ after_ms: Math.min(attempts, 30) * 1_000 }),
      run: ({ payload: { webhook_id, workspace_id } }, { signal }) =>
        send({ id: webhook_id, workspace_id }, signal),
    });
  }

  /**
   * Has what is due for webhooks sent at a moment, once the transaction has
   * committed.
   *
   * @param due_at - milliseconds since 1970
   */
  async wake(
    tx: Knex.Transaction,
    webhooks: readonly WebhookKey[],
    due_at: number,
  ): Promise<void> {
    await this.queue.add(
      tx,
      webhooks.map(({ id, workspace_id }) => ({
        queue: QUEUE,
        payload: { webhook_id: id, workspace_id },
        fifo_group: id,
        group: workspace_id,
        key: id,
        due_at,
      })),
    );
  }
}
