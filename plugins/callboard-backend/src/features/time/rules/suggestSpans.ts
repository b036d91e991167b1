import { groupBy, sortBy } from 'lodash';

const MINUTE_MS = 60_000;

/** After a gap this long, the person has worked on something else. */
const PAUSE_MS = 30 * MINUTE_MS;

/** The time counted for a single action. */
const SINGLE_ACTION_MS = 15 * MINUTE_MS;

/** The shortest suggestion: people do not log less in retrospect. */
export const LEAST_MINUTES = 5;

/** A half-open time interval; milliseconds since 1970. */
export interface Interval {
  from: number;
  to: number;
}

/** An action by a person on a work item. */
export interface UserAction {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  work_item_id: string;
}

/** Time that a person probably spent on a work item: whole minutes. */
export interface SuggestedSpan<A extends UserAction = UserAction>
  extends Interval {
  work_item_id: string;
  /** In order; at least one. */
  actions: A[];
}

/**
 * Estimates the time that actions took, in order. Actions on one item within half an hour of each
 * other form a stretch; a short stretch or a single action counts a quarter of an hour up to it.
 * Where two items overlap, the shorter stretch wins. Spans overlap neither each other nor busy
 * time, and each contains an action.
 *
 * @param getDayBounds - the bounds of the day of an item; spans stay within them
 */
export function suggestSpans<A extends UserAction>(
  actions: readonly A[],
  busy: readonly Interval[],
  getDayBounds: (work_item_id: string) => Interval,
): SuggestedSpan<A>[] {
  const stretches = Object.entries(groupBy(actions, 'work_item_id')).flatMap(
    ([work_item_id, itemActions]) =>
      groupStretches(itemActions, getDayBounds(work_item_id)),
  );
  const byLength = sortBy(stretches, [
    ({ from, to }) => to - from,
    'from',
    'work_item_id',
  ]);
  const takenInterval = [...busy];
  const spans = byLength.flatMap(stretch => {
    const pieces = subtractIntervals(stretch, takenInterval).flatMap(piece =>
      clipSpan(stretch, piece),
    );
    takenInterval.push(...pieces);
    return pieces;
  });
  return sortBy(spans, 'from');
}

/** Groups the actions on one item into stretches. */
function groupStretches<A extends UserAction>(
  actions: readonly A[],
  day: Interval,
): SuggestedSpan<A>[] {
  const dayActions = sortBy(
    actions.filter(({ at }) => at >= day.from && at < day.to),
    'at',
  );
  const groups: A[][] = [];
  dayActions.forEach((action, index) => {
    const isSameStretch =
      index > 0 && action.at - dayActions[index - 1].at <= PAUSE_MS;
    if (isSameStretch) groups[groups.length - 1].push(action);
    else groups.push([action]);
  });
  return groups.map(group => {
    const last = group[group.length - 1].at;
    const from = Math.max(
      day.from,
      Math.min(group[0].at, last - SINGLE_ACTION_MS),
    );
    const to = Math.min(day.to, Math.max(last, from + SINGLE_ACTION_MS));
    return { work_item_id: group[0].work_item_id, actions: group, from, to };
  });
}

/** The suggestion for a piece of a stretch; empty without an action within it. */
function clipSpan<A extends UserAction>(
  { work_item_id, actions }: SuggestedSpan<A>,
  { from, to }: Interval,
): SuggestedSpan<A>[] {
  const minutes = Math.floor((to - from) / MINUTE_MS);
  const spanActions = actions.filter(({ at }) => at >= from && at <= to);
  return minutes >= LEAST_MINUTES && spanActions.length > 0
    ? [
        {
          work_item_id,
          actions: spanActions,
          from,
          to: from + minutes * MINUTE_MS,
        },
      ]
    : [];
}

/** Subtracts busy intervals from an interval; the result is in order. */
export function subtractIntervals(
  { from, to }: Interval,
  busy: readonly Interval[],
): Interval[] {
  const free: Interval[] = [];
  let start = from;
  for (const taken of [...busy].sort((one, other) => one.from - other.from)) {
    if (taken.to > start && taken.from < to) {
      free.push({ from: start, to: taken.from });
      start = taken.to;
    }
  }
  free.push({ from: start, to });
  return free.filter(piece => piece.from < piece.to);
}

/** The available minutes that `fitSpans` consumes. */
interface FreeTime {
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
  { logged, getRemainingMinutes: getRemainingMinutes }: FreeTime,
): SuggestedSpan<A>[] {
  return spans.flatMap(span => {
    const { work_item_id, to } = span;
    const minutes = getSpanMinutes(span);
    const loggedMinutes = Math.min(minutes, logged.get(work_item_id) ?? 0);
    logged.set(work_item_id, (logged.get(work_item_id) ?? 0) - loggedMinutes);
    const remaining = getRemainingMinutes(work_item_id);
    const fitting = Math.min(minutes - loggedMinutes, remaining.minutes);
    if (fitting < LEAST_MINUTES) {
      return [];
    }
    remaining.minutes -= fitting;
    const from = to - (minutes - loggedMinutes) * MINUTE_MS;
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
