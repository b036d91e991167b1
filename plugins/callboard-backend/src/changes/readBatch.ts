import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql, buildValuesTable } from '../database/bulk';
import { uuidSql } from '../database/casts';
import { toEvent, eventColumns } from './changeEvents';

/** The number of changes of a batch that are read at once: some megabytes at most. */
const CHANGES_AT_ONCE = 1_000;

/**
 * The changes among these that are the first of their batch. A batch is committed together, so a
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
  const first = knex('activity')
    .select('id')
    .whereRaw(`batch_id = ${uuidSql(knex, 'batches.batch_id')}`)
    .orderBy('id')
    .limit(1);
  const found: Array<{ id: string }> = await knex
    .from(buildValuesTable(knex, 'batches', batches, ['batch_id']))
    .select({ id: first });
  const firsts = new Set(found.map(({ id }) => id));
  return changes.filter(({ id }) => firsts.has(id));
}

/**
 * Reads all changes of a batch, in chunks. Requires that the calling subscriber has not handled all
 * of them yet: until then, their entries stay in the outbox.
 *
 * @param known - changes that the caller has already, by id
 */
export async function* readBatch(
  knex: Knex,
  batch_id: string,
  known: ReadonlyMap<string, ChangeEvent>,
): AsyncGenerator<ChangeEvent[]> {
  const rows = knex('activity')
    .select(eventColumns)
    .where({ batch_id })
    .orderBy('id')
    .limit(CHANGES_AT_ONCE);
  // Lower than all ids.
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const activityRows: any[] = await rows.clone().where('id', '>', last);
    if (activityRows.length === 0) {
      return;
    }
    last = activityRows[activityRows.length - 1].id;
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
      trace => known.get(trace.id) ?? toEvent(trace, entriesById.get(trace.id)),
    );
  }
}
