import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { WebhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition } from 'lodash';
import { setImmediate as nextTurn } from 'timers/promises';
import { insertReturning, isOneOf, updateMany } from '../../../database/bulk';
import { forUpdate } from '../../../database/dialect';
import { lowestId } from '../../../database/ids';

/** SQLite answers nobody meanwhile. */
const ROWS_AT_ONCE = 1_000;

/** After so many failures a delivery holds up later ones no more. */
const FAILURES_UNTIL_PASSED = 2;

/** Why deliveries fail that were not even tried. */
const reasons = {
  deactivated: 'The webhook was deactivated',
  deleted: 'The webhook was deleted',
};

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
  body: string;
  attempts: number;
  try_count: number;
  first_attempt_at: Date | number | string | null;
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
    const rows: DueDelivery[] = await nextOf(knex, webhook_id)
      .join('webhook_events', 'webhook_events.id', 'due.event_id')
      .where('due.next_attempt_at', '<=', new Date(now))
      .limit(limit + except.size)
      .select(
        'due.id',
        'due.attempts',
        'due.try_count',
        'due.first_attempt_at',
        'webhook_events.body',
      );
    return rows.filter(({ id }) => !except.has(id)).slice(0, limit);
  }

  /** When the next delivery of a webhook is due, if one is pending. */
  async nextDue(knex: Knex, webhook_id: string): Promise<number | undefined> {
    const row = await nextOf(knex, webhook_id).first('due.next_attempt_at');
    return row && new Date(row.next_attempt_at).getTime();
  }

  /**
   * Stores what has come of tries. A failure changes nothing about a delivery that
   * is not pending any more: somebody has deactivated the webhook meanwhile.
   */
  async saveTries(
    tx: Knex.Transaction,
    tries: readonly TryRow[],
    tried: readonly TriedDelivery[],
  ): Promise<void> {
    const ids = tried.map(({ id }) => id);
    const known: Array<{ id: string; status: string }> = await forUpdate(
      tx('webhook_deliveries')
        .whereRaw(...isOneOf(tx, 'id', ids))
        .orderBy('id')
        .select('id', 'status'),
    );
    const byId = new Map(known.map(row => [row.id, row]));
    await insertReturning(
      tx,
      // Whoever lost their lease may have sent the same in the meantime.
      {
        table: 'webhook_tries',
        rows: tries.filter(({ delivery_id }) => byId.has(delivery_id)),
      },
      'ON CONFLICT (delivery_id, number) DO NOTHING RETURNING number',
    );
    const isStale = ({ id, status }: TriedDelivery) =>
      status !== 'delivered' && byId.get(id)?.status !== 'pending';
    const [stale, current] = partition(tried, isStale);
    await updateMany(tx, 'webhook_deliveries', current);
    await updateMany(
      tx,
      'webhook_deliveries',
      stale.map(({ id, try_count }) => ({ id, try_count })),
    );
  }

  /** Lets fail what waits for a webhook that gets nothing more. */
  async failPending(
    tx: Knex,
    webhook_id: string,
    reason: keyof typeof reasons,
  ): Promise<void> {
    await tx('webhook_deliveries')
      .where({ webhook_id, status: 'pending' })
      .update({
        status: 'failed',
        next_attempt_at: null,
        last_error: reasons[reason],
      });
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
   * Lets all deliveries of changes of a time be sent again, in short steps.
   *
   * @returns how many there are
   */
  async replayRange(
    tx: Knex.Transaction,
    webhook_id: string,
    range: { start: number; end: number; status?: WebhookDeliveryStatus },
    now: number,
  ): Promise<number> {
    let queued = 0;
    let after = lowestId(range.start);
    for (;;) {
      const ids: string[] = await tx('webhook_deliveries')
        .where({ webhook_id })
        .where('id', queued === 0 ? '>=' : '>', after)
        .where('id', '<', lowestId(range.end))
        .modify(query => {
          if (range.status) query.where({ status: range.status });
        })
        .orderBy('id')
        .limit(ROWS_AT_ONCE)
        .pluck('id');
      await tx('webhook_deliveries')
        .whereRaw(...isOneOf(tx, 'id', ids))
        .update(asNew(now));
      queued += ids.length;
      if (ids.length < ROWS_AT_ONCE) {
        return queued;
      }
      after = ids[ids.length - 1];
      await nextTurn();
    }
  }

  /**
   * Forgets deliveries of changes before a moment, in short steps with room for
   * others.
   */
  async prune(knex: Knex, before: number): Promise<void> {
    const old = { deliveries: lowestId(before), events: lowestId(before) };
    let found: string[];
    do {
      found = await knex('webhook_deliveries')
        .where('id', '<', old.deliveries)
        .orderBy('id')
        .limit(ROWS_AT_ONCE)
        .pluck('id');
      await knex('webhook_tries')
        .whereRaw(...isOneOf(knex, 'delivery_id', found))
        .delete();
      await knex('webhook_deliveries')
        .whereRaw(...isOneOf(knex, 'id', found))
        .delete();
      await nextTurn();
    } while (found.length === ROWS_AT_ONCE);
    do {
      found = await knex('webhook_events')
        .where('id', '<', old.events)
        .whereNotExists(
          knex('webhook_deliveries')
            .select(knex.raw('1'))
            .whereRaw('webhook_deliveries.event_id = webhook_events.id'),
        )
        .orderBy('id')
        .limit(ROWS_AT_ONCE)
        .pluck('id');
      await knex('webhook_events')
        .whereRaw(...isOneOf(knex, 'id', found))
        .delete();
      await nextTurn();
    } while (found.length === ROWS_AT_ONCE);
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

/** A delivery as it is before its first try. */
function asNew(now: number) {
  return {
    status: 'pending',
    attempts: 0,
    first_attempt_at: null,
    next_attempt_at: new Date(now),
  };
}
