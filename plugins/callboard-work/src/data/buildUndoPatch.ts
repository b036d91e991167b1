import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';

/** Returns the patch that restores an item. */
export function buildUndoPatch(
  before: WorkItem,
  patch: WorkItemPatch,
): WorkItemPatch {
  return Object.fromEntries(
    Object.keys(patch).map(field => [field, before[field as keyof WorkItem]]),
  ) as WorkItemPatch;
}
