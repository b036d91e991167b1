import type { WorkItem, WorkState } from '@callboard/plugin-callboard-common';

/**
 * Sorts items by the order of their states and otherwise keeps their order: an item with a new
 * state moves below it before the refetch.
 */
export function inStateOrder(
  items: readonly WorkItem[],
  states: readonly WorkState[],
): WorkItem[] {
  const places = new Map(states.map(({ id }, place) => [id, place]));
  const placeOf = ({ state_id }: WorkItem) =>
    places.get(state_id) ?? states.length;
  return [...items].sort((a, b) => placeOf(a) - placeOf(b));
}
