import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { isPostgres } from '../../../database/dialect';
import { DueDelivery } from './deliveryData';

/** After so many failures a delivery holds up later ones no more. */
const FAILURES_UNTIL_PASSED = 2;

/** Longer bodies are read one by one, when they are sent. */
const MAX_BODY_LISTED = 4_096;

/** Reads what is to be sent. */
export class DueDeliveries {
  /**
   * What is to be sent to a webhook now, in order. Of one entity only the first
   * is, until it has failed twice.
   *
   * @param except - ids of those that are being sent
   */
  async listDue(
    knex: Knex,
    webhook_id: string,
    options: { now: number; limit: number; except: ReadonlySet<string> },
  ): Promise<DueDelivery[]> {
    const { now, limit, except } = options;
    const [isHeld, held] = isOneOf(knex, 'due.id', [...except]);
    return nextOf(knex, webhook_id)
      .join('webhook_events', 'webhook_events.id', 'due.event_id')
      .where('due.next_attempt_at', '<=', new Date(now))
      .whereRaw(`NOT (${isHeld})`, held)
      .limit(limit)
      .select(
        'due.id',
        'due.event_id',
        'due.attempts',
        'due.try_count',
        'due.first_attempt_at',
        'due.next_attempt_at',
        knex.raw(
          `CASE WHEN octet_length(body) <= ${MAX_BODY_LISTED} THEN body END AS body`,
        ),
        knex.raw('octet_length(body) AS body_bytes'),
      );
  }

  /** The body of an event. */
  async readBody(knex: Knex, event_id: string): Promise<string> {
    const { body } = await knex('webhook_events')
      .where({ id: event_id })
      .first('body');
    return body;
  }

  /** When the next delivery of a webhook is due, if one is pending. */
  async nextDue(knex: Knex, webhook_id: string): Promise<number | undefined> {
    const row = await nextOf(knex, webhook_id).first('due.next_attempt_at');
    return row && new Date(row.next_attempt_at).getTime();
  }
}

/**
 * What is pending for a webhook and waits for no other delivery, in the order in
 * which it is due.
 */
function nextOf(knex: Knex, webhook_id: string): Knex.QueryBuilder {
  const ahead = knex
    .from(aheadByIndex(knex))
    .select(knex.raw('1'))
    .whereRaw('ahead.webhook_id = due.webhook_id')
    .whereRaw('ahead.entity_id = due.entity_id')
    .whereRaw('ahead.seq < due.seq')
    .whereRaw(
      `ahead.status = 'pending' AND ahead.attempts < ${FAILURES_UNTIL_PASSED}`,
    )
    .orderBy('ahead.seq')
    .limit(1);
  return (
    knex('webhook_deliveries as due')
      .where({ 'due.webhook_id': webhook_id, 'due.status': 'pending' })
      // Not NOT EXISTS, for which PostgreSQL may read all that is pending each time.
      .whereRaw('? IS NULL', [ahead])
      .orderBy(['due.next_attempt_at', 'due.seq'])
  );
}

/**
 * When most deliveries are about a few things, both databases would rather read
 * the whole table than this index. The order of the query keeps PostgreSQL on the
 * index; SQLite has to be told which one to take.
 */
function aheadByIndex(knex: Knex): Knex.Raw {
  const index = isPostgres(knex)
    ? ''
    : 'INDEXED BY webhook_deliveries_ahead_idx';
  return knex.raw(`webhook_deliveries AS ahead ${index}`);
}
