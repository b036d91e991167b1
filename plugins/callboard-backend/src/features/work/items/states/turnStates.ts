import { Knex } from 'knex';
import {
  Insertion,
  buildRowsTable,
  getRowsPerStatement,
} from '../../../../database/bulk';
import { queryRows } from '../../../../database/queryRows';
import { iterateInChunks } from '../../../../kernel/iterateInChunks';
import { WorkItemPair } from '../WorkItemRow';
import { getStateMoves, StateMove } from './getStateMoves';
import { listStateSpans } from './listStateSpans';

/**
 * Ends the state spans of items that leave a state, with one statement for all of them. Deleted items
 * keep their spans.
 *
 * @returns the spans of the states that they enter, to be inserted
 */
export async function turnStates(
  tx: Knex.Transaction,
  pairs: readonly WorkItemPair[],
  now: number,
): Promise<Insertion> {
  const moving = pairs
    .map(pair => ({ isNew: !pair.before, moves: getStateMoves(pair) }))
    .filter(({ moves }) => moves.length > 0);
  const left = await leave(
    tx,
    moving.flatMap(({ isNew, moves }) => (isNew ? [] : [moves[0]])),
    now,
  );
  return {
    table: 'work_item_states',
    rows: moving.flatMap(({ moves }) =>
      listStateSpans(moves, left.get(moves[0].work_item_id) ?? -Infinity, now),
    ),
    // A state that was left in the moment in which it was entered.
    onConflict: `(work_item_id, entered_at) DO UPDATE
      SET state_id = excluded.state_id, left_at = excluded.left_at`,
  };
}

/** @returns when items have left their states, by their ids */
async function leave(
  tx: Knex.Transaction,
  moves: readonly StateMove[],
  now: number,
): Promise<Map<string, number>> {
  const left = new Map<string, number>();
  const ends = moves.map(({ work_item_id, at }) => ({
    work_item_id,
    left_at: new Date(Math.min(Date.parse(at), now)),
  }));
  for await (const some of iterateInChunks(ends, getRowsPerStatement(tx))) {
    const rows = await queryRows(
      tx,
      `UPDATE work_item_states
       SET left_at = CASE WHEN work_item_states.entered_at > given.left_at
         THEN work_item_states.entered_at ELSE given.left_at END
       FROM ?
       WHERE work_item_states.work_item_id = given.work_item_id
         AND work_item_states.left_at IS NULL
       RETURNING work_item_states.work_item_id, work_item_states.left_at`,
      [buildRowsTable(tx, 'work_item_states', 'given', some)],
    );
    rows.forEach(({ work_item_id, left_at }) =>
      left.set(work_item_id, new Date(left_at).getTime()),
    );
  }
  return left;
}
