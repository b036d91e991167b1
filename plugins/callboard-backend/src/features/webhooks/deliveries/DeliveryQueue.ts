import { Knex } from 'knex';
import { z } from 'zod';
import { Queue } from '../../../queue/Queue';

const QUEUE = 'webhooks';

/**
 * How many webhooks a process serves at once. Waiting for receivers costs next to
 * nothing, so dead ones leave room for the others.
 */
const WEBHOOKS_AT_ONCE = 500;

const payload = z.strictObject({ webhook_id: z.string() });

/**
 * Has deliveries sent, on any replica. There is one job for a webhook, not for a
 * delivery, and one of a webhook runs at a time: so its bounds hold for all
 * replicas together, and a long backlog costs the others nothing.
 */
export class DeliveryQueue {
  constructor(private readonly queue: Queue) {}

  /**
   * Says how the jobs are done.
   *
   * @param send - sends what is due for a webhook
   */
  work(send: (webhook_id: string, signal: AbortSignal) => Promise<void>): void {
    this.queue.work(QUEUE, {
      kind: 'external',
      payload,
      concurrency: WEBHOOKS_AT_ONCE,
      // Whatever fails here is the database: deliveries keep count of their own.
      retry: ({ attempts }) => ({ after_ms: Math.min(attempts, 30) * 1_000 }),
      run: (job, { signal }) => send(job.payload.webhook_id, signal),
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
    webhook_ids: readonly string[],
    due_at: number,
  ): Promise<void> {
    await this.queue.add(
      tx,
      webhook_ids.map(webhook_id => ({
        queue: QUEUE,
        payload: { webhook_id },
        lane: webhook_id,
        key: webhook_id,
        due_at,
      })),
    );
  }
}
