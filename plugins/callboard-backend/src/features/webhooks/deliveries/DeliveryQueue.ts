import { Knex } from 'knex';
import { z } from 'zod';
import { Queue } from '../../../queue/Queue';
import { WebhookKey } from '../WebhookRow';

const QUEUE = 'webhooks';

/**
 * The maximum number of webhooks that a process serves at once. A webhook that waits for its
 * receiver needs few resources. With a low number, unresponsive receivers would delay all other
 * webhooks.
 */
const MAX_CONCURRENT_WEBHOOKS = 500;

/** The same maximum per workspace, so that no workspace delays the others. */
const MAX_CONCURRENT_PER_WORKSPACE = 100;

const payloadSchema = z.strictObject({
  webhook_id: z.string(),
  workspace_id: z.string(),
});

/**
 * Queues jobs that send the due deliveries of a webhook, on any replica. A webhook has at most one
 * running job and one waiting job. The limits of a webhook therefore apply across replicas, and a
 * long backlog does not delay other webhooks. Workspaces take turns.
 */
export class DeliveryQueue {
  constructor(private readonly queue: Queue) {}

  registerWorker(
    send: (webhook: WebhookKey, signal: AbortSignal) => Promise<void>,
  ): void {
    this.queue.registerWorker(QUEUE, {
      kind: 'external',
      payload: payloadSchema,
      concurrency: MAX_CONCURRENT_WEBHOOKS,
      groupConcurrency: MAX_CONCURRENT_PER_WORKSPACE,
      // Only the database can make a job fail: failed requests are stored with their delivery.
      retry: ({ attempts }) => ({ after_ms: Math.min(attempts, 30) * 1_000 }),
      run: ({ payload: { webhook_id, workspace_id } }, { signal }) =>
        send({ id: webhook_id, workspace_id }, signal),
    });
  }

  /**
   * Schedules a run for each webhook. It starts at `due_at`, but not before the transaction
   * commits.
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
