import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { streamBatches } from '../../database/paging';
import { insertMany, inListSql } from '../../database/bulk';
import { lockForUpdate } from '../../database/locks';
import { MAX_ATTEMPTS, computeRetryDelay } from '../../kernel/backoff';
import { formatErrorText } from '../../database/formatErrorText';

/**
 * Low enough that SQLite blocks the thread only for some milliseconds when a caller updates or
 * deletes the dispatches of a chunk.
 */
const DISPATCHES_PER_CHUNK = 1_000;

/**
 * The sequence numbers of dispatches, oldest first and in chunks, because a long outage can leave a
 * million dispatches. Yields to the event loop between chunks.
 */
export function iterateDispatchSeqs(
  dispatches: Knex.QueryBuilder,
): AsyncGenerator<number[]> {
  return streamBatches<number, number>(DISPATCHES_PER_CHUNK, {
    list: async (after = 0, limit) => {
      const seqs = await dispatches
        .clone()
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(limit)
        .pluck('seq');
      return seqs.map(Number);
    },
    getPosition: seq => seq,
  });
}

export interface DispatchHistory {
  /** The number of failures that count towards dead-lettering. */
  attempts: number;
  /** The time of the first failure, in milliseconds since 1970. */
  first_failed_at: number | null;
}

export interface DueDispatch extends DispatchHistory {
  seq: number;
  subscriber: string;
}

/** A dispatch that failed or was not attempted. */
export interface PendingDispatch {
  seq: number;
  entity_key: string;
  batch_id: string | null;
  /** Absent if it was not attempted. */
  error?: unknown;
}

/** The keys of the entities that have pending dispatches, by subscriber. */
export async function listBlockedKeys(
  knex: Knex,
  entityKeys: string[],
  subscribers: readonly string[],
): Promise<Map<string, Set<string>>> {
  const rows = await knex('outbox_dispatches')
    .whereRaw(...inListSql(knex, 'entity_key', entityKeys, 'text'))
    .whereIn('subscriber', subscribers)
    .whereNotNull('next_attempt_at')
    .distinct('subscriber', 'entity_key');
  return new Map(
    Object.entries(groupBy(rows, 'subscriber')).map(([subscriber, group]) => [
      subscriber,
      new Set(group.map(({ entity_key }) => entity_key)),
    ]),
  );
}

/**
 * Stores dispatches that failed or were not attempted.
 *
 * @param options.histories - earlier attempts, by `seq`
 * @param options.isCounted - whether failures count towards dead-lettering, by default true; false
 * if the changes did not cause the failures
 * @returns the dispatches that are dead-lettered after too many failures
 */
export async function storeDispatches(
  tx: Knex,
  subscriber: string,
  pending: readonly PendingDispatch[],
  now: number,
  {
    histories,
    isCounted = true,
  }: {
    histories?: ReadonlyMap<number, DispatchHistory>;
    isCounted?: boolean;
  },
): Promise<PendingDispatch[]> {
  if (pending.length === 0) {
    return [];
  }
  const rows = pending.map(({ seq, entity_key, batch_id, error }) => {
    const history = histories?.get(seq);
    const hasFailed = error !== undefined;
    const attempts = isCounted
      ? (history?.attempts ?? 0) + (hasFailed ? 1 : 0)
      : 0;
    const isDeadLettered = attempts >= MAX_ATTEMPTS;
    const delay = hasFailed && isCounted ? computeRetryDelay(attempts) : 0;
    const firstFailedAt = history?.first_failed_at ?? (hasFailed ? now : null);
    return {
      seq,
      subscriber,
      entity_key,
      batch_id,
      attempts,
      first_failed_at: firstFailedAt === null ? null : new Date(firstFailedAt),
      next_attempt_at: isDeadLettered ? null : new Date(now + delay),
      dead_lettered_at: isDeadLettered ? new Date(now) : null,
      last_error: hasFailed ? formatErrorText(error) : 'not attempted yet',
    };
  });
  await insertMany(tx, 'outbox_dispatches', rows);
  return pending.filter((_, index) => rows[index].dead_lettered_at !== null);
}

/**
 * The oldest due dispatches of each subscriber, in order. Entities with a dispatch that waits for
 * a retry are excluded.
 *
 * @param limit - the maximum number of dispatches per subscriber
 */
export async function listDueDispatches(
  knex: Knex,
  now: number,
  limit: number,
  subscribers: readonly string[],
): Promise<DueDispatch[]> {
  if (subscribers.length === 0) {
    return [];
  }
  // Each query reads its own range of the index, and stops at the limit.
  const queries = subscribers.map(subscriber =>
    knex.select('*').from(
      selectPending(knex, subscriber)
        .where('pending.next_attempt_at', '<=', new Date(now))
        .whereNotIn(
          'pending.entity_key',
          knex('outbox_dispatches')
            .select('entity_key')
            .where({ subscriber })
            .where('attempts', '>', 0)
            .where('next_attempt_at', '>', new Date(now)),
        )
        .orderBy('pending.seq')
        .limit(limit)
        .as('due'),
    ),
  );
  const rows = await knex.unionAll(queries);
  return rows.map(toDueDispatch);
}

/**
 * Finds the entity with the newest or oldest pending dispatch of a subscriber, and returns that
 * entity's oldest pending dispatch.
 */
export async function findFirstOfEntity(
  knex: Knex,
  subscriber: string,
  entity: 'newest' | 'oldest',
): Promise<DueDispatch | undefined> {
  const [edge] = await selectPending(knex, subscriber)
    .orderBy('pending.seq', entity === 'newest' ? 'desc' : 'asc')
    .limit(1);
  if (!edge) {
    return undefined;
  }
  const [row] = await selectPending(knex, subscriber)
    .where('pending.entity_key', edge.entity_key)
    .orderBy('pending.seq')
    .limit(1);
  return toDueDispatch(row);
}

/** The keys of entities whose dispatches to a subscriber first failed at or after a time. */
export async function listFailingEntities(
  knex: Knex,
  subscriber: string,
  since: number,
  limit: number,
): Promise<string[]> {
  return selectFailedSince(knex, subscriber, since)
    .distinct('entity_key')
    .limit(limit)
    .pluck('entity_key');
}

/** Makes dispatches due, and resets their attempts. Returns their number. */
export async function retryDispatches(
  dispatches: Knex.QueryBuilder,
  now: number,
): Promise<number> {
  return dispatches.update({
    attempts: 0,
    next_attempt_at: new Date(now),
    dead_lettered_at: null,
  });
}

/** Retries dispatches that first failed at or after a time. */
export async function retryFailedSince(
  tx: Knex,
  subscriber: string,
  since: number,
  now: number,
): Promise<void> {
  await retryDispatches(selectFailedSince(tx, subscriber, since), now);
}

function selectFailedSince(knex: Knex, subscriber: string, since: number) {
  return knex('outbox_dispatches')
    .where({ subscriber })
    .where('first_failed_at', '>=', new Date(since));
}

/**
 * Deletes dispatches of one subscriber, unless another relay has attempted them since they were
 * read.
 */
export async function claimDispatches(
  tx: Knex,
  subscriber: string,
  dispatches: readonly DueDispatch[],
): Promise<DueDispatch[]> {
  const rows = await lockForUpdate(
    tx('outbox_dispatches')
      .select('seq', 'attempts')
      .where({ subscriber })
      .whereNotNull('next_attempt_at')
      .whereRaw(...buildSeqCondition(tx, dispatches))
      .orderBy('seq'),
  );
  const storedAttempts = new Map(
    rows.map(row => [Number(row.seq), Number(row.attempts)]),
  );
  const claimed = dispatches.filter(
    ({ seq, attempts }) => storedAttempts.get(seq) === attempts,
  );
  await tx('outbox_dispatches')
    .where({ subscriber })
    .whereRaw(...buildSeqCondition(tx, claimed))
    .delete();
  return claimed;
}

function selectPending(knex: Knex, subscriber: string): Knex.QueryBuilder {
  return knex('outbox_dispatches as pending')
    .select('pending.seq', 'pending.subscriber', 'pending.entity_key')
    .select('pending.attempts', 'pending.first_failed_at')
    .where('pending.subscriber', subscriber)
    .whereNotNull('pending.next_attempt_at');
}

function toDueDispatch(row: any): DueDispatch {
  const { seq, subscriber, attempts, first_failed_at } = row;
  return {
    seq: Number(seq),
    subscriber,
    attempts,
    first_failed_at:
      first_failed_at === null ? null : new Date(first_failed_at).getTime(),
  };
}

function buildSeqCondition(knex: Knex, dispatches: readonly DueDispatch[]) {
  return inListSql(
    knex,
    'seq',
    dispatches.map(({ seq }) => seq),
    'bigint',
  );
}
