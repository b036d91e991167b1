import { EventsService } from '@backstage/plugin-events-node';
import {
  ActivitySeal,
  activitySeal,
  SEALS_TOPIC,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Queue } from '../../queue/Queue';

const QUEUE = 'activity-seals';

/** Is notified of seals in the transaction that creates them. */
export interface SealListener {
  notify(tx: Knex.Transaction, seal: ActivitySeal): Promise<void>;
}

/**
 * Publishes seals, so that other systems can store the head of the hash chain. A forged chain would
 * not match a stored head.
 */
export class SealPublisher {
  constructor(
    private readonly deps: {
      events: EventsService;
      queue: Queue;
      webhooks: SealListener;
    },
  ) {}

  /** Registers the worker that publishes seals to the platform's events service. */
  registerWorker(): void {
    const { events, queue } = this.deps;
    queue.registerWorker(QUEUE, {
      kind: 'external',
      payload: activitySeal,
      concurrency: 1,
      run: async ({ payload }) =>
        events.publish({ topic: SEALS_TOPIC, eventPayload: payload }),
    });
  }

  /** Queues a seal to be published after the transaction that creates it has committed. */
  async publish(tx: Knex.Transaction, seal: ActivitySeal): Promise<void> {
    const { queue, webhooks } = this.deps;
    await queue.add(tx, [{ queue: QUEUE, payload: seal, fifo_group: QUEUE }]);
    await webhooks.notify(tx, seal);
  }
}
