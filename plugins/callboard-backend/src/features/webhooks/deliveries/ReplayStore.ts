import { NotFoundError } from '@backstage/errors';
import { WebhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { countRows } from '../../../database/statements';

/** The number of rows per step, during which SQLite blocks the thread. */
const ROWS_PER_STEP = 1_000;

/** A range of deliveries of a webhook, by id, optionally with one status. */
export interface DeliveryRange {
  /** The first id. */
  from: string;
  /** The id at which the range ends; exclusive. */
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
   * Queues the first batch of a range for replay.
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
      .limit(ROWS_PER_STEP + 1)
      .pluck('id');
    const some = ids.slice(0, ROWS_PER_STEP);
    await tx('webhook_deliveries')
      .whereRaw(...inListSql(tx, 'id', some))
      .update(buildPendingFields(now));
    const next = ids[ROWS_PER_STEP];
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

/** Builds the fields that make a delivery due now, as before its first attempt. */
function buildPendingFields(now: number) {
  return {
    status: 'pending',
    attempts: 0,
    first_attempt_at: null,
    next_attempt_at: new Date(now),
  };
}
