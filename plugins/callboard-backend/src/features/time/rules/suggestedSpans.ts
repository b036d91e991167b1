import { groupBy, sortBy } from 'lodash';
import { freeOf, Interval } from './freeOf';

const MINUTE_MS = 60_000;

/** After so long without an act, somebody has worked on something else. */
const PAUSE_MS = 30 * MINUTE_MS;

/** What comes to one act alone. */
const LONE_ACT_MS = 15 * MINUTE_MS;

/** Nobody logs less of what they hardly remember. */
export const LEAST_MINUTES = 5;

/** Something that somebody did for a work item. */
export interface Act {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  work_item_id: string;
}

/** Time that somebody seems to have spent on a work item: whole minutes. */
export interface SuggestedSpan<A extends Act = Act> extends Interval {
  work_item_id: string;
  /** In order; at least one. */
  actions: A[];
}

/**
 * The time that acts seem to have taken, in order. Acts for one item follow each
 * other within half an hour; a short stretch, or a lone act, counts a quarter of an
 * hour up to it. Of two items the one with the shorter stretch has the time that
 * both would have. No span overlaps another, or what is busy, and each has an act.
 *
 * @param dayOf - the bounds of the day of an item; nothing lies beyond them
 */
export function suggestedSpans<A extends Act>(
  actions: readonly A[],
  busy: readonly Interval[],
  dayOf: (work_item_id: string) => Interval,
): SuggestedSpan<A>[] {
  const stretches = Object.entries(groupBy(actions, 'work_item_id')).flatMap(
    ([work_item_id, own]) => stretchesOf(own, dayOf(work_item_id)),
  );
  const byLength = sortBy(stretches, [
    ({ from, to }) => to - from,
    'from',
    'work_item_id',
  ]);
  const taken = [...busy];
  const spans = byLength.flatMap(stretch => {
    const pieces = freeOf(stretch, taken).flatMap(piece =>
      spanOf(stretch, piece),
    );
    taken.push(...pieces);
    return pieces;
  });
  return sortBy(spans, 'from');
}

/** Acts for one item, as they follow each other. */
function stretchesOf<A extends Act>(
  actions: readonly A[],
  day: Interval,
): SuggestedSpan<A>[] {
  const within = sortBy(
    actions.filter(({ at }) => at >= day.from && at < day.to),
    'at',
  );
  const groups: A[][] = [];
  within.forEach((act, index) => {
    const isLater = index > 0 && act.at - within[index - 1].at <= PAUSE_MS;
    if (isLater) groups[groups.length - 1].push(act);
    else groups.push([act]);
  });
  return groups.map(group => {
    const last = group[group.length - 1].at;
    const from = Math.max(day.from, Math.min(group[0].at, last - LONE_ACT_MS));
    const to = Math.min(day.to, Math.max(last, from + LONE_ACT_MS));
    return { work_item_id: group[0].work_item_id, actions: group, from, to };
  });
}

/** What a piece of a stretch suggests: nothing without an act of its own. */
function spanOf<A extends Act>(
  { work_item_id, actions }: SuggestedSpan<A>,
  { from, to }: Interval,
): SuggestedSpan<A>[] {
  const minutes = Math.floor((to - from) / MINUTE_MS);
  const own = actions.filter(({ at }) => at >= from && at <= to);
  return minutes >= LEAST_MINUTES && own.length > 0
    ? [{ work_item_id, actions: own, from, to: from + minutes * MINUTE_MS }]
    : [];
}
