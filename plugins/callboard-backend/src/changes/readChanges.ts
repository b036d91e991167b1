import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { chunk } from 'lodash';
import { inListSql, buildValuesTable } from '../database/bulk';
import { uuidSql } from '../database/dialect';
import { getLowestId } from '../database/ids';
import { selectPage, streamBatches } from '../database/paging';
import { readEntriesBySeq } from './outbox';
import { toEvent, eventColumns } from './changeEvents';

/** The maximum number of pending changes read at once, so that their resources fit into memory. */
const PENDING_CHANGES_AT_ONCE = 500;

/** The number of entries per query: large, because each query scans the whole outbox. */
const ENTRIES_AT_ONCE = 10_000;

/**
 * The changes of a period that are still in the outbox, in chronological order, in chunks. While
 * data is seeded, these are all changes: none has been dispatched yet.
 *
 * @param from - milliseconds since 1970
 * @param to - the end of the period, exclusive
 */
export async function* listPendingChanges(
  knex: Knex,
  {
    from,
    to,
    workspace_id,
  }: { from: number; to: number; workspace_id?: string },
): AsyncGenerator<ChangeEvent[]> {
  // An activity's id contains its time, so the query need not read the log.
  const entries = knex('outbox')
    .where('activity_id', '>=', getLowestId(from))
    .where('activity_id', '<', getLowestId(to))
    .select('seq', 'activity_id');
  if (workspace_id !== undefined) {
    // With a join, SQLite would start with all activity of the workspace.
    entries.whereExists(
      knex('activity')
        .whereRaw('activity.id = outbox.activity_id')
        .where({ workspace_id })
        .select('id'),
    );
  }
  const batches = streamBatches<any, [string]>(ENTRIES_AT_ONCE, {
    list: async (after, limit) =>
      selectPage(entries.clone(), ['activity_id'], { after, limit }),
    getPosition: ({ activity_id }) => [activity_id],
  });
  for await (const rows of batches) {
    for (const rowChunk of chunk(rows, PENDING_CHANGES_AT_ONCE)) {
      const seqs = rowChunk.map(({ seq }) => Number(seq));
      const chunkEntries = await readEntriesBySeq(knex, seqs);
      const changesBySeq = new Map(
        chunkEntries.map(({ seq, change }) => [seq, change]),
      );
      yield seqs.flatMap(seq => changesBySeq.get(seq) ?? []);
    }
  }
}

/**
 * The number of changes of a batch per query: low enough that reading and handling them blocks the
 * thread only for tens of milliseconds on SQLite.
 */
const CHANGES_AT_ONCE = 250;

/**
 * Filters changes to those that are the first of their batch. A batch is committed together, so a
 * subscriber that handles the whole batch at its first change handles it exactly once.
 */
export async function readFirstOfBatches(
  knex: Knex,
  changes: readonly ChangeEvent[],
): Promise<ChangeEvent[]> {
  const ids = new Set(changes.flatMap(({ batch_id }) => batch_id ?? []));
  if (ids.size === 0) {
    return [];
  }
  const batches = [...ids].map(batch_id => ({ batch_id }));
  const firstOfBatch = knex('activity')
    .select('id')
    .whereRaw(`batch_id = ${uuidSql(knex, 'batches.batch_id')}`)
    .orderBy('id')
    .limit(1);
  const firstRows: Array<{ id: string }> = await knex
    .from(buildValuesTable(knex, 'batches', batches, ['batch_id']))
    .select({ id: firstOfBatch });
  const firstIds = new Set(firstRows.map(({ id }) => id));
  return changes.filter(({ id }) => firstIds.has(id));
}

/**
 * Reads all changes of a batch, in chunks. Call it only while handling the first change of the
 * batch: until the subscriber has handled that change, the entries of the batch stay in the outbox.
 *
 * @param known - changes that the caller has already read, by id
 */
export async function* readBatch(
  knex: Knex,
  batch_id: string,
  known: ReadonlyMap<string, ChangeEvent>,
): AsyncGenerator<ChangeEvent[]> {
  const chunks = streamBatches<any, [string]>(CHANGES_AT_ONCE, {
    list: async (after, limit) =>
      selectPage(
        knex('activity').select(eventColumns).where({ batch_id }),
        ['id'],
        { after, limit },
      ),
    getPosition: ({ id }) => [id],
  });
  for await (const activityRows of chunks) {
    const missing = activityRows
      .map(({ id }) => id)
      .filter(id => !known.has(id));
    const entries: any[] =
      missing.length === 0
        ? []
        : await knex('outbox')
            .select('activity_id', 'resource', 'resource_bytes', 'people')
            .whereRaw(...inListSql(knex, 'activity_id', missing));
    const entriesById = new Map(
      entries.map(entry => [entry.activity_id, entry]),
    );
    yield activityRows.map(
      activity =>
        known.get(activity.id) ??
        toEvent(activity, entriesById.get(activity.id)),
    );
  }
}
