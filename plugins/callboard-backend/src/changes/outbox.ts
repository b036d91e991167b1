import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition, uniq } from 'lodash';
import { getTraceparent } from '../kernel/tracing';
import { yieldToEventLoop } from '../kernel/yielding';
import { Insertion, inListSql } from '../database/bulk';
import { queryRows } from '../database/statements';
import { toEvent, eventColumns } from './changeEvents';
import { ActivityEntry } from './ResourceChange';

/** The approximate maximum size of resources read together, in bytes of JSON. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * The number of entries deleted per statement: limited, because SQLite blocks the thread during the
 * statement.
 */
const DELETE_BATCH_SIZE = 1_000;

type OutboxStage =
  /** Committed, and not dispatched yet. */
  | 'new'
  /** Dispatched to transactional subscribers, but not to external ones. */
  | 'applied'
  /** Dispatched, but a dispatch of the entry or of its batch is still pending. */
  | 'retrying';

/** An entry as the relay reads it. */
export interface OutboxEntry {
  seq: number;
  /** Entries of one entity share a key; they are dispatched in order. */
  entity_key: string;
  change: ChangeEvent;
  /** The trace context of the change, if it was traced. */
  traceparent: string | null;
  created_at: Date | number | string;
}

/** The insertion of outbox entries for activity entries, in the same transaction. */
export function toOutboxInsertion(
  activity: readonly ActivityEntry[],
  now: number,
): Insertion {
  const traceparent = getTraceparent();
  return {
    table: 'outbox',
    rows: activity.map(({ row, resource, resource_bytes }) => ({
      activity_id: row.id,
      batch_id: row.batch_id,
      entity_key: `${row.entity_type}:${row.entity_id}`,
      resource,
      resource_bytes,
      people: row.people.length > 0 ? [...row.people] : null,
      stage: 'new',
      traceparent,
      created_at: new Date(now),
    })),
  };
}

/**
 * Reads the oldest entries that a crashed relay left in the stage `applied`; without such
 * entries, the oldest new entries. Reads at most `limit` entries, and fewer if their resources
 * are large. Also returns whether more entries may exist.
 */
export async function readNextEntries(
  knex: Knex,
  limit: number,
): Promise<{
  stage: 'applied' | 'new';
  entries: OutboxEntry[];
  hasMore: boolean;
}> {
  const oldest = knex('outbox')
    // Selects `applied` and `new`, which come first in alphabetical order.
    .where('stage', '<', 'retrying')
    .orderBy(['stage', 'seq'])
    .limit(limit);
  // Sums only over these entries, because the backlog may be long.
  const measured = knex
    .from(oldest.as('oldest'))
    .select(
      'oldest.*',
      knex.raw(
        'sum(resource_bytes) OVER (ORDER BY stage, seq) AS bytes_so_far',
      ),
    );
  const rows: any[] = await knex
    .from(measured.as('measured'))
    // Reads at least one entry of any size, so that the relay always progresses.
    .whereRaw('bytes_so_far - resource_bytes < ?', [MAX_BYTES])
    .orderBy(['stage', 'seq']);
  const stage = rows[0]?.stage ?? 'new';
  const next = rows.filter(row => row.stage === stage);
  const bytes = Number(rows.at(-1)?.bytes_so_far ?? 0);
  return {
    stage,
    entries: await addLoggedChanges(knex, next),
    hasMore:
      next.length < rows.length || rows.length === limit || bytes >= MAX_BYTES,
  };
}

/** Entries by their numbers, oldest first. */
export async function readEntriesBySeq(
  knex: Knex,
  seqs: number[],
): Promise<OutboxEntry[]> {
  return addLoggedChanges(
    knex,
    await knex('outbox').whereIn('seq', seqs).orderBy('seq'),
  );
}

/**
 * Moves entries from one stage to another.
 *
 * @returns the number of entries that were still in the stage `from`
 */
export async function advanceEntries(
  tx: Knex,
  seqs: number[],
  from: OutboxStage,
  to: OutboxStage,
): Promise<number> {
  return tx('outbox')
    .whereRaw(...inListSql(tx, 'seq', seqs, 'bigint'))
    .where({ stage: from })
    .update({ stage: to });
}

/**
 * Deletes entries for which no dispatch is stored. An entry of a batch stays while any dispatch
 * of the batch is stored, because the subscriber may read the whole batch.
 *
 * @returns the number of deleted entries among `seqs`
 */
export async function removeDoneEntries(
  tx: Knex,
  seqs: number[],
): Promise<number> {
  const done = selectDispatchedEntries(tx)
    .whereRaw(...inListSql(tx, 'seq', seqs, 'bigint'))
    .delete();
  const removed = await queryRows(tx, '? RETURNING batch_id', [done]);
  await removeFinishedBatches(tx, removed);
  return removed.length;
}

/**
 * Deletes entries that stayed only because dispatches of other entries of their batch were stored.
 */
async function removeFinishedBatches(
  knex: Knex,
  removedEntries: ReadonlyArray<{ batch_id: string | null }>,
): Promise<void> {
  const batches = uniq(
    removedEntries.flatMap(({ batch_id }) => batch_id ?? []),
  );
  let removed = batches.length === 0 ? 0 : DELETE_BATCH_SIZE;
  while (removed === DELETE_BATCH_SIZE) {
    const finished = selectDispatchedEntries(knex)
      .select('seq')
      .whereRaw(...inListSql(knex, 'batch_id', batches))
      .whereRaw("stage = 'retrying'")
      .limit(DELETE_BATCH_SIZE);
    removed = await knex('outbox').whereIn('seq', finished).delete();
    await yieldToEventLoop();
  }
}

/** Selects the entries for which no dispatch is stored, nor for another entry of their batch. */
function selectDispatchedEntries(tx: Knex): Knex.QueryBuilder {
  const selectDispatches = () => tx('outbox_dispatches').select(tx.raw('1'));
  return tx('outbox')
    .whereNotExists(
      selectDispatches().whereRaw('outbox_dispatches.seq = outbox.seq'),
    )
    .whereNotExists(
      selectDispatches().whereRaw(
        'outbox_dispatches.batch_id = outbox.batch_id',
      ),
    );
}

/**
 * Adds the changes from the log, which is queried separately because it is partitioned. Changes
 * deleted from the log can no longer be dispatched: their outbox entries are deleted.
 */
async function addLoggedChanges(
  knex: Knex,
  entries: readonly any[],
): Promise<OutboxEntry[]> {
  const activity: any[] =
    entries.length === 0
      ? []
      : await knex('activity')
          .select(eventColumns)
          .whereRaw(
            ...inListSql(
              knex,
              'id',
              entries.map(({ activity_id }) => activity_id),
            ),
          );
  const activityById = new Map(activity.map(row => [row.id, row]));
  const [existing, deleted] = partition(entries, ({ activity_id }) =>
    activityById.has(activity_id),
  );
  if (deleted.length > 0) {
    const seqs = deleted.map(({ seq }) => Number(seq));
    await knex('outbox')
      .whereRaw(...inListSql(knex, 'seq', seqs, 'bigint'))
      .delete();
    await removeFinishedBatches(knex, deleted);
  }
  return existing.map(entry => ({
    seq: Number(entry.seq),
    entity_key: entry.entity_key,
    change: toEvent(activityById.get(entry.activity_id), entry),
    traceparent: entry.traceparent,
    created_at: entry.created_at,
  }));
}
