import { groupBy, sortBy } from 'lodash';
import { subtractIntervals, Interval } from './subtractIntervals';

const MINUTE_MS = 60_000;

/** After a gap this long, the person has worked on something else. */
const PAUSE_MS = 30 * MINUTE_MS;

/** The time counted for a single action. */
const SINGLE_ACTION_MS = 15 * MINUTE_MS;

/** The shortest suggestion: people do not log less in retrospect. */
export const LEAST_MINUTES = 5;

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
    ([work_item_id, own]) => groupStretches(own, getDayBounds(work_item_id)),
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

/** Groups the actions on one item into stretches. */
function groupStretches<A extends UserAction>(
  actions: readonly A[],
  day: Interval,
): SuggestedSpan<A>[] {
  const within = sortBy(
    actions.filter(({ at }) => at >= day.from && at < day.to),
    'at',
  );
  const groups: A[][] = [];
  within.forEach((action, index) => {
    const isLater = index > 0 && action.at - within[index - 1].at <= PAUSE_MS;
    if (isLater) groups[groups.length - 1].push(action);
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
  const own = actions.filter(({ at }) => at >= from && at <= to);
  return minutes >= LEAST_MINUTES && own.length > 0
    ? [{ work_item_id, actions: own, from, to: from + minutes * MINUTE_MS }]
    : [];
}
