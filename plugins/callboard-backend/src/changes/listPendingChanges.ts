import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { chunk } from 'lodash';
import { getLowestId } from '../database/ids';
import { Outbox } from './Outbox';

/** Limited, so that their resources fit into memory. */
const CHANGES_AT_ONCE = 500;

/** Each query scans the whole outbox, so it reads many entries at once. */
const ENTRIES_AT_ONCE = 10_000;

/**
 * The undispatched changes of a period, in chronological order, in chunks: while data is seeded,
 * these are all changes.
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
  // An activity's id contains its time, so the outbox alone is sufficient.
  const entries = knex('outbox')
    .where('activity_id', '<', getLowestId(to))
    .orderBy('activity_id')
    .limit(ENTRIES_AT_ONCE)
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
  const outbox = new Outbox();
  let rows = await entries
    .clone()
    .where('activity_id', '>=', getLowestId(from));
  while (rows.length > 0) {
    for (const part of chunk(rows, CHANGES_AT_ONCE)) {
      const seqs = part.map(({ seq }) => Number(seq));
      const read = await outbox.readBySeq(knex, seqs);
      const bySeq = new Map(read.map(({ seq, change }) => [seq, change]));
      yield seqs.flatMap(seq => bySeq.get(seq) ?? []);
    }
    const { activity_id } = rows[rows.length - 1];
    rows = await entries.clone().where('activity_id', '>', activity_id);
  }
}
