import { Knex } from 'knex';
import { StateGroup } from '@callboard/plugin-callboard-common';
import {
  Insertion,
  buildRowsTable,
  getRowsPerStatement,
} from '../../../database/bulk';
import { queryRows } from '../../../database/statements';
import { iterateInChunks } from '../../../kernel/yielding';
import { WorkItemPair, WorkItemRow } from './WorkItemRow';

/** A state that an item has entered. */
interface StateMove {
  work_item_id: string;
  state_id: string;
  /** When the item entered the state, as an ISO instant. */
  at: string;
}

/** The groups of states in which an item waits for work to begin. */
const waitingGroups: ReadonlySet<StateGroup> = new Set([
  'triage',
  'backlog',
  'unstarted',
]);

/** Returns the states that an item has entered, oldest first; none if it is deleted. */
function getStateMoves({
  before,
  between = [],
  after,
}: WorkItemPair): StateMove[] {
  if (!after) {
    return [];
  }
  const versions = [...between, after];
  return versions.flatMap((version, index) => {
    const previous = index === 0 ? before : versions[index - 1];
    return version.state_id === previous?.state_id
      ? []
      : {
          work_item_id: version.id,
          state_id: version.state_id,
          at: getMoveTime(previous, version),
        };
  });
}

/**
 * Determines when an item entered its state. For a newly completed item, returns its completion.
 * For a new item that waits for work, returns its creation, which may be long ago at the source.
 * Otherwise returns the time of the update. For an update by a source, this is the time of the
 * update at the source.
 */
function getMoveTime(before: WorkItemRow | null, after: WorkItemRow): string {
  const { state_group, completed_at, created_at, updated_at } = after;
  const isCompleted = state_group === 'completed';
  if (isCompleted && before?.state_group !== 'completed' && completed_at) {
    return completed_at;
  }
  if (!before && waitingGroups.has(state_group)) {
    return created_at;
  }
  const isFromSource = before?.external_digest !== after.external_digest;
  return (isFromSource && after.external_updated_at) || updated_at;
}

export type StateSpan = {
  work_item_id: string;
  state_id: string;
  entered_at: Date;
  /** Null for the current state. */
  left_at: Date | null;
};

/**
 * Lists the spans between the moves of an item. Each span begins when the previous span ends, and
 * lasts at least a millisecond. A move before `storedUntil` counts as a move at `storedUntil`, and
 * a move after `now` as a move at `now`.
 *
 * @param moves - at least one, oldest first
 * @param storedUntil - the end of the item's stored spans, milliseconds since 1970
 */
export function listStateSpans(
  moves: readonly StateMove[],
  storedUntil: number,
  now: number,
): StateSpan[] {
  const spans: StateSpan[] = [];
  let lastTime = storedUntil;
  for (const { at, work_item_id, state_id } of moves) {
    lastTime = Math.max(lastTime, Math.min(Date.parse(at), now));
    const entered_at = new Date(lastTime);
    const openSpan = spans.at(-1);
    if (openSpan?.entered_at.getTime() === lastTime) {
      spans.pop();
    } else if (openSpan) {
      openSpan.left_at = entered_at;
    }
    spans.push({ work_item_id, state_id, entered_at, left_at: null });
  }
  return spans;
}

/**
 * Ends the state spans of items that leave a state. Deleted items keep their spans.
 *
 * @returns the spans of the states that the items enter, to be inserted
 */
export async function updateStateSpans(
  tx: Knex.Transaction,
  pairs: readonly WorkItemPair[],
  now: number,
): Promise<Insertion> {
  const moving = pairs
    .map(pair => ({ isNew: !pair.before, moves: getStateMoves(pair) }))
    .filter(({ moves }) => moves.length > 0);
  const moved = moving.filter(({ isNew }) => !isNew);
  const firstMoves = moved.map(({ moves }) => moves[0]);
  const endTimes = await endStateSpans(tx, firstMoves, now);
  return {
    table: 'work_item_states',
    rows: moving.flatMap(({ moves }) =>
      listStateSpans(
        moves,
        endTimes.get(moves[0].work_item_id) ?? -Infinity,
        now,
      ),
    ),
    // Replaces a state that was left in the millisecond in which it was entered.
    onConflict: `(work_item_id, entered_at) DO UPDATE
      SET state_id = excluded.state_id, left_at = excluded.left_at`,
  };
}

/** @returns when the items left their states, by item id */
async function endStateSpans(
  tx: Knex.Transaction,
  moves: readonly StateMove[],
  now: number,
): Promise<Map<string, number>> {
  const endTimes = new Map<string, number>();
  const ends = moves.map(({ work_item_id, at }) => ({
    work_item_id,
    left_at: new Date(Math.min(Date.parse(at), now)),
  }));
  for await (const chunk of iterateInChunks(ends, getRowsPerStatement(tx))) {
    const rows = await queryRows(
      tx,
      `UPDATE work_item_states
       SET left_at = CASE WHEN work_item_states.entered_at > ends.left_at
         THEN work_item_states.entered_at ELSE ends.left_at END
       FROM ?
       WHERE work_item_states.work_item_id = ends.work_item_id
         AND work_item_states.left_at IS NULL
       RETURNING work_item_states.work_item_id, work_item_states.left_at`,
      [buildRowsTable(tx, 'work_item_states', 'ends', chunk)],
    );
    rows.forEach(({ work_item_id, left_at }) =>
      endTimes.set(work_item_id, new Date(left_at).getTime()),
    );
  }
  return endTimes;
}
