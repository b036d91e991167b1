import { groupBy, sortBy } from 'lodash';

const MINUTE_MS = 60_000;

/**
 * The longest gap between actions of one stretch. In a longer gap, the person probably worked on
 * something else.
 */
const MAX_GAP_MS = 30 * MINUTE_MS;

/** The time counted for a single action. */
const SINGLE_ACTION_MS = 15 * MINUTE_MS;

/** The minimum length of a suggestion: people do not log less in retrospect. */
const MIN_SUGGESTED_MINUTES = 5;

/** A half-open time interval; milliseconds since 1970. */
export interface Interval {
  from: number;
  to: number;
}

export interface UserAction {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  work_item_id: string;
}

/** Time that a person probably spent on a work item, in whole minutes. */
export interface SuggestedSpan<A extends UserAction = UserAction>
  extends Interval {
  work_item_id: string;
  /** In order; at least one. */
  actions: A[];
}

/**
 * Estimates the time that actions took. Actions on one item that are at most half an hour apart
 * form a stretch. A stretch shorter than a quarter of an hour counts as the quarter of an hour
 * before its last action. Where stretches on two items overlap, the shorter stretch keeps the time.
 * Spans overlap neither each other nor busy time, and each span contains an action.
 *
 * @param getDayBounds - returns the bounds of the day for an item. The item's spans are within
 *   these bounds
 * @returns the spans in chronological order
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
  const taken = [...busy];
  const spans = byLength.flatMap(stretch => {
    const pieces = subtractIntervals(stretch, taken).flatMap(piece =>
      clipSpan(stretch, piece),
    );
    taken.push(...pieces);
    return pieces;
  });
  return sortBy(spans, 'from');
}

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
      index > 0 && action.at - dayActions[index - 1].at <= MAX_GAP_MS;
    if (isSameStretch) groups[groups.length - 1].push(action);
    else groups.push([action]);
  });
  return groups.map(group => {
    const lastAt = group[group.length - 1].at;
    const from = Math.max(
      day.from,
      Math.min(group[0].at, lastAt - SINGLE_ACTION_MS),
    );
    const to = Math.min(day.to, Math.max(lastAt, from + SINGLE_ACTION_MS));
    return { work_item_id: group[0].work_item_id, actions: group, from, to };
  });
}

/**
 * Returns the suggestion for a piece of a stretch; none if the piece is too short or contains no
 * action.
 */
function clipSpan<A extends UserAction>(
  { work_item_id, actions }: SuggestedSpan<A>,
  { from, to }: Interval,
): SuggestedSpan<A>[] {
  const minutes = Math.floor((to - from) / MINUTE_MS);
  const spanActions = actions.filter(({ at }) => at >= from && at <= to);
  if (minutes < MIN_SUGGESTED_MINUTES || spanActions.length === 0) {
    return [];
  }
  const roundedMs = minutes * MINUTE_MS;
  // Rounding cuts off the last seconds, unless all actions are in them.
  const start = spanActions[0].at > from + roundedMs ? to - roundedMs : from;
  return [
    { work_item_id, actions: spanActions, from: start, to: start + roundedMs },
  ];
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

/** The minutes of a day that limit suggestions. `fitSpans` changes both to what is left. */
interface DayMinutes {
  /** Minutes logged without a start time, by item id. */
  logged: Map<string, number>;
  /** The remaining minutes of the day in the item's workspace. */
  getRemainingMinutes(work_item_id: string): { minutes: number };
}

/**
 * Shortens spans, one after the other, to the time that is left. Cuts the minutes already logged on
 * the item from the start of a span, and the minutes beyond the day's limit from its end. Drops
 * spans that become too short.
 */
export function fitSpans<A extends UserAction>(
  spans: readonly SuggestedSpan<A>[],
  { logged, getRemainingMinutes }: DayMinutes,
): SuggestedSpan<A>[] {
  return spans.flatMap(span => {
    const { work_item_id, to } = span;
    const minutes = getSpanMinutes(span);
    const loggedMinutes = Math.min(minutes, logged.get(work_item_id) ?? 0);
    logged.set(work_item_id, (logged.get(work_item_id) ?? 0) - loggedMinutes);
    const remaining = getRemainingMinutes(work_item_id);
    const fitting = Math.min(minutes - loggedMinutes, remaining.minutes);
    if (fitting < MIN_SUGGESTED_MINUTES) {
      return [];
    }
    remaining.minutes -= fitting;
    const from = to - (minutes - loggedMinutes) * MINUTE_MS;
    return [{ ...span, from, to: from + fitting * MINUTE_MS }];
  });
}

export function getSpanMinutes({ from, to }: Interval): number {
  return Math.round((to - from) / MINUTE_MS);
}
