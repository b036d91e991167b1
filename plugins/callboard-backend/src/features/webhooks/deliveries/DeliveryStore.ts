import { Knex } from 'knex';
import { insertReturning } from '../../../database/bulk';
import { NewDelivery, NewEvent } from './deliveryData';

/** SQLite blocks the thread meanwhile. */
const ROWS_AT_ONCE = 1_000;

/** The errors of deliveries that fail without an attempt. */
const reasons = {
  deactivated: 'The webhook was deactivated',
  deleted: 'The webhook was deleted',
};

/** The reason to cancel the pending deliveries of a webhook. */
export type CancelReason = keyof typeof reasons;

/** The tables of events and of their deliveries. */
export class DeliveryStore {
  /**
   * Adds deliveries, and the events they are of; those that are there already
   * stay as they are.
   *
   * @param now - when to send them
   * @returns the webhooks that have something to be sent
   */
  async insert(
    tx: Knex.Transaction,
    events: readonly NewEvent[],
    deliveries: readonly NewDelivery[],
    now: number,
  ): Promise<Set<string>> {
    await insertReturning(
      tx,
      { table: 'webhook_events', rows: events.map(event => ({ ...event })) },
      'ON CONFLICT (id) DO NOTHING RETURNING id',
    );
    const rows = deliveries.map(delivery => ({
      ...delivery,
      try_count: 0,
      attempts: 0,
      next_attempt_at: delivery.status === 'pending' ? new Date(now) : null,
    }));
    const added = await insertReturning<{ webhook_id: string; status: string }>(
      tx,
      { table: 'webhook_deliveries', rows },
      'ON CONFLICT (webhook_id, event_id) DO NOTHING RETURNING webhook_id, status',
    );
    return new Set(
      added
        .filter(({ status }) => status === 'pending')
        .map(({ webhook_id }) => webhook_id),
    );
  }

  /**
   * Fails a batch of the pending deliveries of a webhook that was stopped.
   *
   * @returns whether more may be pending
   */
  async failSomePending(
    tx: Knex,
    webhook_id: string,
    reason: CancelReason,
  ): Promise<boolean> {
    const some = tx('webhook_deliveries')
      .select('id')
      .where({ webhook_id, status: 'pending' })
      .limit(ROWS_AT_ONCE);
    const count = await tx('webhook_deliveries').whereIn('id', some).update({
      status: 'failed',
      next_attempt_at: null,
      last_error: reasons[reason],
    });
    return count === ROWS_AT_ONCE;
  }
}
