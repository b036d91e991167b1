import { Knex } from 'knex';
import { z } from 'zod';
import { Queue } from '../../../queue/Queue';
import { WebhookKey } from '../WebhookRow';

const QUEUE = 'webhooks';

/**
 * The number of webhooks that a process serves at once. Waiting for receivers costs next to
 * nothing, so unresponsive ones leave capacity for others.
 */
const WEBHOOKS_AT_ONCE = 500;

/** The limit of one workspace, which leaves capacity for others. */
const WORKSPACE_AT_ONCE = 100;

const payload = z.strictObject({
  webhook_id: z.string(),
  workspace_id: z.string(),
});

/**
 * Queues deliveries for any replica. Each webhook has one job, and only one job of a webhook runs
 * at a time. So its limits hold across replicas, and a long backlog does not delay other webhooks.
 * Workspaces take turns.
 */
export class DeliveryQueue {
  constructor(private readonly queue: Queue) {}

  /**
   * Registers the worker.
   *
   * @param send - sends the due deliveries of a webhook
   */
  registerWorker(
    send: (webhook: WebhookKey, signal: AbortSignal) => Promise<void>,
  ): void {
    this.queue.registerWorker(QUEUE, {
      kind: 'external',
      payload,
      concurrency: WEBHOOKS_AT_ONCE,
      groupConcurrency: WORKSPACE_AT_ONCE,
      // Only the database can fail here: deliveries count their own failures.
      retry: ({ attempts }) => ({ after_ms: Math.min(attempts, 30) * 1_000 }),
      run: ({ payload: { webhook_id, workspace_id } }, { signal }) =>
        send({ id: webhook_id, workspace_id }, signal),
    });
  }

  /**
   * Schedules a run for webhooks, once the transaction has committed.
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
