import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { indexHintSql } from '../../../database/sql/planner';
import { DueDelivery } from './DeliveryAttempt';

/** The number of failures after which a delivery no longer delays its entity's later deliveries. */
const MAX_BLOCKING_FAILURES = 2;

/** The maximum size of listed bodies in bytes. Longer bodies are read when they are sent. */
const MAX_LISTED_BODY_BYTES = 4_096;

/**
 * Lists the due deliveries of a webhook, by due time. Omits a delivery while an earlier delivery of
 * the same entity is pending and has failed less than twice.
 *
 * @param options.except - ids of deliveries in progress
 */
export async function listDueDeliveries(
  knex: Knex,
  webhook_id: string,
  options: { now: number; limit: number; except: ReadonlySet<string> },
): Promise<DueDelivery[]> {
  const { now, limit, except } = options;
  const [exceptSql, bindings] = inListSql(knex, 'due.id', [...except]);
  return selectNextDeliveries(knex, webhook_id)
    .join('webhook_events', 'webhook_events.id', 'due.event_id')
    .where('due.next_attempt_at', '<=', new Date(now))
    .whereRaw(`NOT (${exceptSql})`, bindings)
    .limit(limit)
    .select(
      'due.id',
      'due.event_id',
      'due.attempts',
      'due.try_count',
      'due.first_attempt_at',
      'due.next_attempt_at',
      'due.traceparent',
      knex.raw(
        `CASE WHEN octet_length(body) <= ${MAX_LISTED_BODY_BYTES} THEN body END AS body`,
      ),
      knex.raw('octet_length(body) AS body_bytes'),
    );
}

export async function readBody(knex: Knex, event_id: string): Promise<string> {
  const { body } = await knex('webhook_events')
    .where({ id: event_id })
    .first('body');
  return body;
}

/**
 * Reads the earliest due time of the deliveries of a webhook that wait for no other delivery.
 *
 * @returns milliseconds since 1970
 */
export async function readNextDueTime(
  knex: Knex,
  webhook_id: string,
): Promise<number | undefined> {
  const row = await selectNextDeliveries(knex, webhook_id).first(
    'due.next_attempt_at',
  );
  return row && new Date(row.next_attempt_at).getTime();
}

/** Selects the pending deliveries of a webhook that wait for no other delivery, by due time. */
function selectNextDeliveries(
  knex: Knex,
  webhook_id: string,
): Knex.QueryBuilder {
  // Without the hint, SQLite, and without sorting by `seq`, PostgreSQL would scan the whole table
  // when most deliveries concern a few entities.
  const hint = indexHintSql(knex, 'webhook_deliveries_ahead_idx');
  const ahead = knex
    .from(knex.raw(`webhook_deliveries AS ahead ${hint}`))
    .select(knex.raw('1'))
    .whereRaw('ahead.webhook_id = due.webhook_id')
    .whereRaw('ahead.entity_id = due.entity_id')
    .whereRaw('ahead.seq < due.seq')
    .whereRaw(
      `ahead.status = 'pending' AND ahead.attempts < ${MAX_BLOCKING_FAILURES}`,
    )
    .orderBy('ahead.seq')
    .limit(1);
  return (
    knex('webhook_deliveries as due')
      .where({ 'due.webhook_id': webhook_id, 'due.status': 'pending' })
      // NOT EXISTS could make PostgreSQL read all pending deliveries each time.
      .whereRaw('? IS NULL', [ahead])
      .orderBy(['due.next_attempt_at', 'due.seq'])
  );
}
