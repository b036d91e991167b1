import { Knex } from 'knex';
import { insertReturning } from '../../../database/bulk';
import { NewDelivery, NewEvent } from './deliveryData';

/** SQLite answers nobody meanwhile. */
const ROWS_AT_ONCE = 1_000;

/** Why deliveries fail that were not even tried. */
const reasons = {
  deactivated: 'The webhook was deactivated',
  deleted: 'The webhook was deleted',
};

/** Why what waits for a webhook is not sent any more. */
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
   * Lets some of what waits for a webhook fail that gets nothing more.
   *
   * @returns whether there may be more
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
