import type { WorkItem, WorkState } from '@callboard/plugin-callboard-common';

/**
 * Items by the order of their states, otherwise as they were: one that has just
 * changed its state stands under the new one before the list is read again.
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
