import type { WorkItemCounts } from '@callboard/plugin-callboard-common';

/** Whether any counted item is in the state. */
export const hasItemsIn = (
  { by_state }: WorkItemCounts,
  stateId: string,
): boolean =>
  by_state.some(({ state_id, count }) => state_id === stateId && count > 0);
