import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { WebhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition } from 'lodash';
import { insertReturning, isOneOf, updateMany } from '../../../database/bulk';
import { countRows } from '../../../database/countRows';
import { forUpdate } from '../../../database/dialect';

/** SQLite answers nobody meanwhile. */
const ROWS_AT_ONCE = 1_000;

/** After so many failures a delivery holds up later ones no more. */
const FAILURES_UNTIL_PASSED = 2;

/** Longer bodies are read one by one, when they are sent. */
const MAX_BODY_LISTED = 4_096;

/** Why deliveries fail that were not even tried. */
const reasons = {
  deactivated: 'The webhook was deactivated',
  deleted: 'The webhook was deleted',
};

/** Why what waits for a webhook is not sent any more. */
export type CancelReason = keyof typeof reasons;

/** A delivery that is to be made. */
export interface NewDelivery {
  id: string;
  webhook_id: string;
  event_id: string;
  type: string;
  entity_id: string;
  entity_label: string | null;
  status: WebhookDeliveryStatus;
  last_error: string | null;
  created_at: Date;
}

/** The body of an event. */
export interface NewEvent {
  id: string;
  body: string;
}

/** A delivery that is to be sent now. */
export interface DueDelivery {
  id: string;
  event_id: string;
  /** Null for one that is not read with others: `readBody` does. */
  body: string | null;
  body_bytes: number;
  attempts: number;
  try_count: number;
  first_attempt_at: Date | number | string | null;
  /** When it was due: another one says that it was queued anew meanwhile. */
  next_attempt_at: Date | number | string;
}

/** A request that was made, as it is logged. */
export type TryRow = {
  delivery_id: string;
  number: number;
  started_at: Date;
  duration_ms: number;
  url: string;
  request_headers: JsonObject;
  status_code: number | null;
  response_headers: JsonObject | null;
  response_body: string | null;
  error: string | null;
};

/** What a try changes about its delivery. */
export type TriedDelivery = {
  id: string;
  status: WebhookDeliveryStatus;
  try_count: number;
  attempts: number;
  next_attempt_at: Date | null;
  first_attempt_at: Date;
  last_attempt_at: Date;
  last_status_code: number | null;
  last_error: string | null;
  last_duration_ms: number;
};

/** A delivery as it was when it was read, and what has become of it. */
export interface Attempt {
  was: DueDelivery;
  is: TriedDelivery;
}

/** Some deliveries of a webhook, by their ids. */
export interface DeliveryRange {
  /** The first id. */
  from: string;
  /** The id behind the last. */
  until: string;
  status?: WebhookDeliveryStatus;
}

/** The tables of events and deliveries, and of the tries of these. */
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

  /**
   * Stores what has come of tries. It changes nothing about a delivery that was
   * queued anew meanwhile, and a failure nothing about one that is not pending any
   * more.
   *
   * @returns the ids of the deliveries for which they count
   */
  async saveTries(
    tx: Knex.Transaction,
    tries: readonly TryRow[],
    attempts: readonly Attempt[],
  ): Promise<Set<string>> {
    const byId = await lockStates(
      tx,
      attempts.map(({ is }) => is.id),
    );
    await insertReturning(
      tx,
      // Whoever lost their lease may have sent the same in the meantime.
      {
        table: 'webhook_tries',
        rows: tries.filter(({ delivery_id }) => byId.has(delivery_id)),
      },
      'ON CONFLICT (delivery_id, number) DO NOTHING RETURNING number',
    );
    const [current, stale] = partition(attempts, ({ was, is }) => {
      const now = byId.get(is.id);
      return (
        isAsRead(now, was) ||
        (is.status === 'delivered' && now?.status === 'failed')
      );
    });
    await updateMany(
      tx,
      'webhook_deliveries',
      current.map(({ is }) => is),
    );
    await updateMany(
      tx,
      'webhook_deliveries',
      stale.map(({ is: { id, try_count } }) => ({ id, try_count })),
    );
    return new Set(current.map(({ is }) => is.id));
  }

  /**
   * Puts deliveries off that were not sent, unless something else has become of
   * them meanwhile.
   */
  async postpone(
    tx: Knex.Transaction,
    postponed: ReadonlyArray<{ was: DueDelivery; until: number; why: string }>,
  ): Promise<void> {
    if (postponed.length === 0) {
      return;
    }
    const byId = await lockStates(
      tx,
      postponed.map(({ was }) => was.id),
    );
    await updateMany(
      tx,
      'webhook_deliveries',
      postponed
        .filter(({ was }) => isAsRead(byId.get(was.id), was))
        .map(({ was: { id }, until, why }) => ({
          id,
          next_attempt_at: new Date(until),
          last_error: why,
        })),
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

  /**
   * Lets a delivery be sent again.
   *
   * @throws NotFoundError when it is not there
   */
  async replay(
    tx: Knex.Transaction,
    webhook_id: string,
    id: string,
    now: number,
  ): Promise<void> {
    const found = await tx('webhook_deliveries')
      .where({ webhook_id, id })
      .update(asNew(now));
    if (found === 0) {
      throw new NotFoundError(`There is no delivery ${id}`);
    }
  }

  /**
   * Lets some deliveries be sent again, from the first on.
   *
   * @returns how many there are, and the range of what is left, if there may be more
   */
  async replaySome(
    tx: Knex.Transaction,
    webhook_id: string,
    range: DeliveryRange,
    now: number,
  ): Promise<{ queued: number; rest?: DeliveryRange }> {
    const ids: string[] = await inRange(tx, webhook_id, range)
      .orderBy('id')
      .limit(ROWS_AT_ONCE + 1)
      .pluck('id');
    const some = ids.slice(0, ROWS_AT_ONCE);
    await tx('webhook_deliveries')
      .whereRaw(...isOneOf(tx, 'id', some))
      .update(asNew(now));
    const next = ids[ROWS_AT_ONCE];
    return {
      queued: some.length,
      ...(next && { rest: { ...range, from: next } }),
    };
  }

  /** How many deliveries there are in a range. */
  async countRange(
    knex: Knex,
    webhook_id: string,
    range: DeliveryRange,
  ): Promise<number> {
    return countRows(inRange(knex, webhook_id, range));
  }
}

/**
 * What is pending for a webhook and has not to wait for another, by the time at
 * which it is due.
 */
function nextOf(knex: Knex, webhook_id: string): Knex.QueryBuilder {
  return knex('webhook_deliveries as due')
    .where({ 'due.webhook_id': webhook_id, 'due.status': 'pending' })
    .whereNotExists(
      knex('webhook_deliveries as ahead')
        .select(knex.raw('1'))
        .whereRaw('ahead.webhook_id = due.webhook_id')
        .whereRaw('ahead.entity_id = due.entity_id')
        .whereRaw('ahead.seq < due.seq')
        .whereRaw(
          `ahead.status = 'pending' AND ahead.attempts < ${FAILURES_UNTIL_PASSED}`,
        ),
    )
    .orderBy(['due.next_attempt_at', 'due.seq']);
}

function inRange(
  knex: Knex,
  webhook_id: string,
  { from, until, status }: DeliveryRange,
): Knex.QueryBuilder {
  return knex('webhook_deliveries')
    .where({ webhook_id, ...(status && { status }) })
    .where('id', '>=', from)
    .where('id', '<', until);
}

type State = { id: string; status: string; next_attempt_at: unknown };

/** What has become of deliveries, which stay so until the transaction ends. */
async function lockStates(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<Map<string, State>> {
  const rows: State[] = await forUpdate(
    tx('webhook_deliveries')
      .whereRaw(...isOneOf(tx, 'id', ids))
      .orderBy('id')
      .select('id', 'status', 'next_attempt_at'),
  );
  return new Map(rows.map(row => [row.id, row]));
}

/** Whether a delivery waits as it did when it was read. */
function isAsRead(now: State | undefined, was: DueDelivery): boolean {
  return (
    now?.status === 'pending' &&
    Number(new Date(now.next_attempt_at as Date)) ===
      Number(new Date(was.next_attempt_at))
  );
}

/** A delivery as it is before its first try. */
function asNew(now: number) {
  return {
    status: 'pending',
    attempts: 0,
    first_attempt_at: null,
    next_attempt_at: new Date(now),
  };
}
