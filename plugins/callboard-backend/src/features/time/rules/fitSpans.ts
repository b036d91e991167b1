import { UserAction, LEAST_MINUTES, SuggestedSpan } from './suggestSpans';

const MINUTE_MS = 60_000;

/** The available minutes that `fitSpans` consumes. */
export interface FreeTime {
  /** Minutes logged on an item without a start time. */
  logged: Map<string, number>;
  /** The remaining minutes of the day in the item's workspace. */
  getRemainingMinutes(work_item_id: string): { minutes: number };
}

/**
 * Shortens spans in order to the available time: minutes already logged on the item are cut from
 * the start, minutes beyond the day's limit from the end. Drops spans that become too short.
 */
export function fitSpans<A extends UserAction>(
  spans: readonly SuggestedSpan<A>[],
  { logged, getRemainingMinutes: left }: FreeTime,
): SuggestedSpan<A>[] {
  return spans.flatMap(span => {
    const { work_item_id, to } = span;
    const minutes = getSpanMinutes(span);
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

/** The length of a span in minutes. */
export function getSpanMinutes({
  from,
  to,
}: {
  from: number;
  to: number;
}): number {
  return Math.round((to - from) / MINUTE_MS);
}
