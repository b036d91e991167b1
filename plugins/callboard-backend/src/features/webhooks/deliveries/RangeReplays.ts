import { NotFoundError } from '@backstage/errors';
import { webhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { inListSql } from '../../../database/bulk';
import { countRows } from '../../../database/statements';
import { Clock } from '../../../kernel/clock';
import { getTraceparent } from '../../../kernel/tracing';
import { Queue } from '../../../queue/Queue';
import { WebhookKey } from '../WebhookRow';
import { webhookStore } from '../WebhookStore';
import { DeliveryQueue } from './DeliveryQueue';
import { ROWS_PER_STEP } from './DeliveryStore';

const QUEUE = 'webhook-replays';

/** The maximum number of concurrent steps in a process: each takes a connection. */
const MAX_CONCURRENT_STEPS = 1;

const payloadSchema = z.strictObject({
  webhook_id: z.string(),
  /** The id at which the range begins; inclusive. */
  from: z.string(),
  /** The id at which the range ends; exclusive. */
  until: z.string(),
  status: webhookDeliveryStatus.optional(),
});

/** A range of deliveries of a webhook, optionally with one status. */
type DeliveryRange = Omit<z.output<typeof payloadSchema>, 'webhook_id'>;

/**
 * Replays ranges of deliveries: the first batch immediately, further batches afterwards. Batches
 * are short, because each locks the webhook, and the webhook's other deliveries wait for the lock.
 */
export class RangeReplays {
  constructor(
    private readonly deps: {
      clock: Clock;
      queue: DeliveryQueue;
      jobs: Queue;
    },
  ) {}

  registerWorker(): void {
    this.deps.jobs.registerWorker(QUEUE, {
      kind: 'transactional',
      payload: payloadSchema,
      concurrency: MAX_CONCURRENT_STEPS,
      run: async ({ payload: { webhook_id, ...range } }, { tx }) => {
        const webhook = await webhookStore.lock(tx, { id: webhook_id });
        if (!webhook?.is_active) {
          return undefined;
        }
        const { rest } = await this.replayStep(tx, webhook, range);
        return rest && { again: { webhook_id, ...rest } };
      },
    });
  }

  /**
   * Replays the first batch, in a transaction that has locked the webhook, and queues a job for
   * the rest.
   *
   * @returns the number of deliveries in the range
   */
  async begin(
    tx: Knex.Transaction,
    webhook: WebhookKey,
    range: DeliveryRange,
  ): Promise<number> {
    const { jobs } = this.deps;
    const { queued, rest } = await this.replayStep(tx, webhook, range);
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
    return (
      queued + (await countRows(selectDeliveriesInRange(tx, webhook_id, rest)))
    );
  }

  private async replayStep(
    tx: Knex.Transaction,
    webhook: WebhookKey,
    range: DeliveryRange,
  ) {
    const { clock, queue } = this.deps;
    const now = clock.now();
    const result = await replayBatch(tx, webhook.id, range, now);
    if (result.queued > 0) {
      await queue.wake(tx, [webhook], now);
    }
    return result;
  }
}

/** @throws NotFoundError when the delivery does not exist */
export async function replayDelivery(
  tx: Knex.Transaction,
  webhook_id: string,
  id: string,
  now: number,
): Promise<void> {
  const updatedCount = await tx('webhook_deliveries')
    .where({ webhook_id, id })
    .update(buildPendingFields(now));
  if (updatedCount === 0) {
    throw new NotFoundError(`Delivery ${id} not found`);
  }
}

/** @returns the number of queued deliveries, and the remaining range, if any */
export async function replayBatch(
  tx: Knex.Transaction,
  webhook_id: string,
  range: DeliveryRange,
  now: number,
): Promise<{ queued: number; rest?: DeliveryRange }> {
  const ids: string[] = await selectDeliveriesInRange(tx, webhook_id, range)
    .orderBy('id')
    .limit(ROWS_PER_STEP + 1)
    .pluck('id');
  const batchIds = ids.slice(0, ROWS_PER_STEP);
  await tx('webhook_deliveries')
    .whereRaw(...inListSql(tx, 'id', batchIds))
    .update(buildPendingFields(now));
  const next = ids[ROWS_PER_STEP];
  return {
    queued: batchIds.length,
    ...(next && { rest: { ...range, from: next } }),
  };
}

function selectDeliveriesInRange(
  knex: Knex,
  webhook_id: string,
  { from, until, status }: DeliveryRange,
): Knex.QueryBuilder {
  return knex('webhook_deliveries')
    .where({ webhook_id, ...(status && { status }) })
    .where('id', '>=', from)
    .where('id', '<', until);
}

/** Builds the fields that make a delivery due now, as if it had no attempts yet. */
function buildPendingFields(now: number) {
  return {
    status: 'pending',
    attempts: 0,
    first_attempt_at: null,
    next_attempt_at: new Date(now),
    traceparent: getTraceparent(),
  };
}
