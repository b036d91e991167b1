import { StateMove } from './getStateMoves';

/** A time that an item was in a state. */
export type StateSpan = {
  work_item_id: string;
  state_id: string;
  entered_at: Date;
  /** Null for the state that it is in. */
  left_at: Date | null;
};

/**
 * The spans between the moves of an item: each begins where the previous one ends and lasts at least
 * a millisecond. Moves dated before the known time happen right after it; none is later than now.
 *
 * @param moves - at least one, oldest first
 * @param known - milliseconds since 1970, up to which its states are known
 */
export function listStateSpans(
  moves: readonly StateMove[],
  known: number,
  now: number,
): StateSpan[] {
  const spans: StateSpan[] = [];
  let last = known;
  for (const { at, work_item_id, state_id } of moves) {
    last = Math.max(last, Math.min(Date.parse(at), now));
    const entered_at = new Date(last);
    const open = spans.at(-1);
    if (open?.entered_at.getTime() === last) {
      spans.pop();
    } else if (open) {
      open.left_at = entered_at;
    }
    spans.push({ work_item_id, state_id, entered_at, left_at: null });
  }
  return spans;
}
