import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { chunk } from 'lodash';
import { lowestId } from '../database/ids';
import { Outbox } from './Outbox';

/** So that their resources fit into memory. */
const CHANGES_AT_ONCE = 500;

/** Each search scans the whole outbox, so it takes many entries at once. */
const ENTRIES_AT_ONCE = 10_000;

/**
 * The changes of a time that nobody has been told of yet, in the order in which
 * they happened, some at a time: while data are seeded, that is all of them.
 *
 * @param from - milliseconds since 1970
 * @param to - the first moment after it
 */
export async function* untoldChanges(
  knex: Knex,
  {
    from,
    to,
    workspace_id,
  }: { from: number; to: number; workspace_id?: string },
): AsyncGenerator<ChangeEvent[]> {
  const entries = knex('outbox')
    .join('activity', 'activity.id', 'outbox.activity_id')
    .where('activity.id', '<', lowestId(to))
    .orderBy('activity.id')
    .limit(ENTRIES_AT_ONCE)
    .select('outbox.seq', 'activity.id');
  if (workspace_id !== undefined) {
    entries.where('activity.workspace_id', workspace_id);
  }
  const outbox = new Outbox();
  let rows = await entries.clone().where('activity.id', '>=', lowestId(from));
  while (rows.length > 0) {
    for (const part of chunk(rows, CHANGES_AT_ONCE)) {
      const seqs = part.map(({ seq }) => Number(seq));
      const read = await outbox.readBySeq(knex, seqs);
      const bySeq = new Map(read.map(({ seq, change }) => [seq, change]));
      yield seqs.flatMap(seq => bySeq.get(seq) ?? []);
    }
    const { id } = rows[rows.length - 1];
    rows = await entries.clone().where('activity.id', '>', id);
  }
}
