import type { WorkItem, WorkState } from '@callboard/plugin-callboard-common';

/**
 * Sorts items by state and keeps their order within a state. Items whose state has changed thus
 * move to their new group before the refetch.
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
