import { Knex } from 'knex';
import { insertMany, isOneOf } from '../database/bulk';
import { forUpdate } from '../database/dialect';
import { MAX_ATTEMPTS, retryDelay } from './backoff';
import { cutText } from './cutText';

/** A dispatch that has to be tried again. */
export interface DueDispatch {
  seq: number;
  subscriber: string;
  /** How often it has failed so far; 0 if it only had to wait. */
  attempts: number;
}

/** A dispatch that did not succeed. */
export interface PendingDispatch {
  seq: number;
  entity_key: string;
  /** Absent when it only waits behind an earlier change of the same entity. */
  error?: unknown;
}

/** The table of dispatches that failed. */
export class Dispatches {
  /**
   * Which of these entities have earlier changes that a subscriber has yet to
   * get, by subscriber.
   */
  async blockedKeys(
    knex: Knex,
    entityKeys: string[],
  ): Promise<Map<string, Set<string>>> {
    const rows = await knex('outbox_dispatches')
      .whereRaw(...isOneOf(knex, 'entity_key', entityKeys, 'text'))
      .whereNotNull('next_attempt_at')
      .distinct('subscriber', 'entity_key');
    const keys = new Map<string, Set<string>>();
    for (const { subscriber, entity_key } of rows) {
      keys.set(
        subscriber,
        (keys.get(subscriber) ?? new Set<string>()).add(entity_key),
      );
    }
    return keys;
  }

  /**
   * Stores failures.
   *
   * @param before - how often each has failed before; not at all by default
   * @returns those that have failed so often that they are set aside
   */
  async add(
    tx: Knex,
    subscriber: string,
    failed: readonly PendingDispatch[],
    now: number,
    before: ReadonlyMap<number, number> = new Map(),
  ): Promise<PendingDispatch[]> {
    if (failed.length === 0) {
      return [];
    }
    const rows = failed.map(({ seq, entity_key, error }) => {
      const attempts = (before.get(seq) ?? 0) + (error === undefined ? 0 : 1);
      const isParked = attempts >= MAX_ATTEMPTS;
      const delay = attempts === 0 ? 0 : retryDelay(attempts);
      return {
        seq,
        subscriber,
        entity_key,
        attempts,
        next_attempt_at: isParked ? null : new Date(now + delay),
        parked_at: isParked ? new Date(now) : null,
        last_error: describe(error),
      };
    });
    await insertMany(tx, 'outbox_dispatches', rows);
    return failed.filter((_, index) => rows[index].parked_at !== null);
  }

  /**
   * The dispatches that have been due longest and wait behind no other.
   *
   * @param subscribers - the names of those that can be called
   */
  async due(
    knex: Knex,
    now: number,
    limit: number,
    subscribers: readonly string[],
  ): Promise<DueDispatch[]> {
    const rows = await knex('outbox_dispatches as f')
      .select('f.seq', 'f.subscriber', 'f.attempts')
      .where('f.next_attempt_at', '<=', new Date(now))
      .whereIn('f.subscriber', subscribers)
      .whereNotExists(
        knex('outbox_dispatches as earlier')
          .select(knex.raw('1'))
          .whereRaw('earlier.entity_key = f.entity_key')
          .whereRaw('earlier.subscriber = f.subscriber')
          .whereRaw('earlier.seq < f.seq')
          .whereNotNull('earlier.next_attempt_at'),
      )
      .orderBy(['f.next_attempt_at', 'f.seq'])
      .limit(limit);
    return rows.map(row => ({ ...row, seq: Number(row.seq) }));
  }

  /** The names of all other subscribers for whom dispatches are due. */
  async dueForOthers(
    knex: Knex,
    now: number,
    subscribers: readonly string[],
  ): Promise<string[]> {
    const rows = await knex('outbox_dispatches')
      .where('next_attempt_at', '<=', new Date(now))
      .whereNotIn('subscriber', subscribers)
      .distinct('subscriber');
    return rows.map(({ subscriber }) => subscriber);
  }

  /**
   * Takes dispatches of one subscriber out of the table, unless another relay
   * has tried them meanwhile.
   *
   * @returns those that were taken
   */
  async take(
    tx: Knex,
    subscriber: string,
    dispatches: readonly DueDispatch[],
  ): Promise<DueDispatch[]> {
    const rows = await forUpdate(
      tx('outbox_dispatches')
        .select('seq', 'attempts')
        .where({ subscriber })
        .whereNotNull('next_attempt_at')
        .whereRaw(...seqIn(tx, dispatches))
        .orderBy('seq'),
    );
    const present = new Map(
      rows.map(row => [Number(row.seq), Number(row.attempts)]),
    );
    const taken = dispatches.filter(
      ({ seq, attempts }) => present.get(seq) === attempts,
    );
    await tx('outbox_dispatches')
      .where({ subscriber })
      .whereRaw(...seqIn(tx, taken))
      .delete();
    return taken;
  }
}

function seqIn(knex: Knex, dispatches: readonly DueDispatch[]) {
  return isOneOf(
    knex,
    'seq',
    dispatches.map(({ seq }) => seq),
    'bigint',
  );
}

function describe(error: unknown): string {
  return error === undefined
    ? 'waits behind an earlier change'
    : // PostgreSQL stores neither half a pair nor this character.
      cutText(textOf(error), 2_000)
        .replace(/\p{Surrogate}/gu, '\ufffd')
        .replaceAll('\u0000', '');
}

/** An error in words, also one that fails to say what it is. */
function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'An error without words';
  }
}
