import type { WorkItemCounts } from '@callboard/plugin-callboard-common';

/** Whether any of the items that were counted are in a state. */
export const hasItemsIn = (
  { by_state }: WorkItemCounts,
  stateId: string,
): boolean =>
  by_state.some(({ state_id, count }) => state_id === stateId && count > 0);
