import type {
  WorkItem,
  WorkItemPatch,
  WorkState,
} from '@callboard/plugin-callboard-common';

/** Returns an item as the server will save it, with the next version. */
export function applyOptimisticPatch(
  item: WorkItem,
  patch: WorkItemPatch,
  states: readonly WorkState[],
): WorkItem {
  const changes = Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== undefined),
  );
  const after = { ...item, ...changes } as WorkItem;
  const group = states.find(({ id }) => id === after.state_id)?.group;
  return {
    ...after,
    version: item.version + 1,
    assignees: after.assignees ?? [],
    labels: after.labels ?? [],
    state_group: group ?? item.state_group,
  };
}
