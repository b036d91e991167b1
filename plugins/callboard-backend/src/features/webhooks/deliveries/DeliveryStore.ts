import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { validate } from 'uuid';
import { getTraceparent } from '../../../kernel/tracing';
import { yieldToEventLoop } from '../../../kernel/yielding';
import { insertReturning, inListSql } from '../../../database/bulk';
import { createId, getLowestId } from '../../../database/ids';
import { WebhookRow } from '../WebhookRow';

/** The number of rows per step: limited, because SQLite blocks the thread during a step. */
export const ROWS_PER_STEP = 1_000;

/** The errors of deliveries that fail without an attempt. */
const cancelErrors = {
  deactivated: 'The webhook was deactivated',
  deleted: 'The webhook was deleted',
};

export type CancelReason = keyof typeof cancelErrors;

/**
 * Adds events and their deliveries. Leaves existing events and deliveries unchanged.
 *
 * @param now - the time from which the deliveries are due; milliseconds since 1970
 * @returns the ids of the webhooks with new pending deliveries
 */
export async function insertDeliveries(
  tx: Knex.Transaction,
  events: ReadonlyArray<{ id: string; body: string }>,
  deliveries: readonly NewDelivery[],
  now: number,
): Promise<Set<string>> {
  await insertReturning(
    tx,
    { table: 'webhook_events', rows: events },
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

/** @returns whether more may be pending */
export async function failPendingBatch(
  tx: Knex,
  webhook_id: string,
  reason: CancelReason,
): Promise<boolean> {
  const batch = tx('webhook_deliveries')
    .select('id')
    .where({ webhook_id, status: 'pending' })
    .limit(ROWS_PER_STEP);
  const count = await tx('webhook_deliveries').whereIn('id', batch).update({
    status: 'failed',
    next_attempt_at: null,
    last_error: cancelErrors[reason],
  });
  return count === ROWS_PER_STEP;
}

/**
 * Builds the delivery that sends a change to a webhook. If the webhook is inactive, the delivery
 * has already failed.
 */
export function toDelivery(
  { id: webhook_id, is_active }: WebhookRow,
  change: ChangeEvent,
  traceparent = getTraceparent(),
) {
  const at = Date.parse(change.created_at);
  return {
    id: createId(at),
    webhook_id,
    event_id: change.id,
    type: `${change.entity_type}.${change.action}`,
    // Some entities have no UUID, such as a person. Their events need no order.
    entity_id: validate(change.entity_id) ? change.entity_id : change.id,
    entity_label: change.entity_label,
    status: is_active ? ('pending' as const) : ('failed' as const),
    last_error: is_active ? null : cancelErrors.deactivated,
    traceparent,
    created_at: new Date(at),
  };
}

export type NewDelivery = ReturnType<typeof toDelivery>;

/**
 * Deletes the deliveries of changes before a time unless they are pending, and then the events
 * without deliveries. Runs in short steps that let other work run.
 *
 * @param before - milliseconds since 1970
 */
export async function pruneDeliveries(
  knex: Knex,
  before: number,
): Promise<void> {
  const end = getLowestId(before);
  await deleteInBatches(
    knex,
    () =>
      knex('webhook_deliveries')
        .where('id', '<', end)
        .whereNot({ status: 'pending' }),
    { webhook_attempts: 'delivery_id', webhook_deliveries: 'id' },
  );
  await deleteInBatches(
    knex,
    () =>
      knex('webhook_events')
        .where('id', '<', end)
        .whereNotExists(
          knex('webhook_deliveries')
            .select(knex.raw('1'))
            .whereRaw('webhook_deliveries.event_id = webhook_events.id'),
        ),
    { webhook_events: 'id' },
  );
}

/** @param idColumns - the tables to delete from, in order, with their columns of the selected ids */
async function deleteInBatches(
  knex: Knex,
  select: () => Knex.QueryBuilder,
  idColumns: Record<string, string>,
): Promise<void> {
  let ids: string[];
  do {
    ids = await select().orderBy('id').limit(ROWS_PER_STEP).pluck('id');
    for (const [table, column] of Object.entries(idColumns)) {
      await knex(table)
        .whereRaw(...inListSql(knex, column, ids))
        .delete();
    }
    await yieldToEventLoop();
  } while (ids.length === ROWS_PER_STEP);
}
