import type { WorkItem, WorkState } from '@callboard/plugin-callboard-common';

/**
 * Sorts items by the order of their states and otherwise keeps their order: an item with a new
 * state moves below it before the refetch.
 */
export function sortByState(
  items: readonly WorkItem[],
  states: readonly WorkState[],
): WorkItem[] {
  const indexById = new Map(states.map(({ id }, index) => [id, index]));
  const getStateIndex = ({ state_id }: WorkItem) =>
    indexById.get(state_id) ?? states.length;
  return [...items].sort((a, b) => getStateIndex(a) - getStateIndex(b));
}
