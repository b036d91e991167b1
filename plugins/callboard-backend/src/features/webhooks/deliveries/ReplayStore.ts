import { NotFoundError } from '@backstage/errors';
import { WebhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { countRows } from '../../../database/statements';

/** SQLite blocks the thread meanwhile. */
const ROWS_AT_ONCE = 1_000;

/** Some deliveries of a webhook, by their ids. */
export interface DeliveryRange {
  /** The first id. */
  from: string;
  /** The id behind the last. */
  until: string;
  status?: WebhookDeliveryStatus;
}

/** Queues deliveries for replay. */
export class ReplayStore {
  /**
   * Queues a delivery for replay.
   *
   * @throws NotFoundError when it does not exist
   */
  async replay(
    tx: Knex.Transaction,
    webhook_id: string,
    id: string,
    now: number,
  ): Promise<void> {
    const found = await tx('webhook_deliveries')
      .where({ webhook_id, id })
      .update(buildPendingFields(now));
    if (found === 0) {
      throw new NotFoundError(`There is no delivery ${id}`);
    }
  }

  /**
   * Queues a batch of deliveries for replay, from the first on.
   *
   * @returns their number, and the remaining range if more may follow
   */
  async replaySome(
    tx: Knex.Transaction,
    webhook_id: string,
    range: DeliveryRange,
    now: number,
  ): Promise<{ queued: number; rest?: DeliveryRange }> {
    const ids: string[] = await selectDeliveriesInRange(tx, webhook_id, range)
      .orderBy('id')
      .limit(ROWS_AT_ONCE + 1)
      .pluck('id');
    const some = ids.slice(0, ROWS_AT_ONCE);
    await tx('webhook_deliveries')
      .whereRaw(...inListSql(tx, 'id', some))
      .update(buildPendingFields(now));
    const next = ids[ROWS_AT_ONCE];
    return {
      queued: some.length,
      ...(next && { rest: { ...range, from: next } }),
    };
  }

  /** Counts the deliveries in a range. */
  async countRange(
    knex: Knex,
    webhook_id: string,
    range: DeliveryRange,
  ): Promise<number> {
    return countRows(selectDeliveriesInRange(knex, webhook_id, range));
  }
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

/** A delivery as it is before its first try. */
function buildPendingFields(now: number) {
  return {
    status: 'pending',
    attempts: 0,
    first_attempt_at: null,
    next_attempt_at: new Date(now),
  };
}
