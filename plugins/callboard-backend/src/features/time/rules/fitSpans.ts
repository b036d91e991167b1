import { Act, LEAST_MINUTES, SuggestedSpan } from './suggestedSpans';

const MINUTE_MS = 60_000;

/** What spans have to make room for; both are used up. */
export interface FreeTime {
  /** Minutes that are logged on an item at no time of the day. */
  logged: Map<string, number>;
  /** Minutes that the day has left where the item is. */
  left(work_item_id: string): { minutes: number };
}

/**
 * Shortens spans in their order to what there is room for: what is logged on their
 * item already takes from their beginning, and what is more than the day has left
 * from their end. What becomes too short is left out.
 */
export function fitSpans<A extends Act>(
  spans: readonly SuggestedSpan<A>[],
  { logged, left }: FreeTime,
): SuggestedSpan<A>[] {
  return spans.flatMap(span => {
    const { work_item_id, to } = span;
    const minutes = minutesOf(span);
    const known = Math.min(minutes, logged.get(work_item_id) ?? 0);
    logged.set(work_item_id, (logged.get(work_item_id) ?? 0) - known);
    const room = left(work_item_id);
    const fitting = Math.min(minutes - known, room.minutes);
    if (fitting < LEAST_MINUTES) {
      return [];
    }
    room.minutes -= fitting;
    const from = to - (minutes - known) * MINUTE_MS;
    return [{ ...span, from, to: from + fitting * MINUTE_MS }];
  });
}

/** How many minutes a span has. */
export function minutesOf({ from, to }: { from: number; to: number }): number {
  return Math.round((to - from) / MINUTE_MS);
}
