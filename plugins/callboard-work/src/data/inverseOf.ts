import type {
  WorkItem,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';

/** The change that makes an item again what it was. */
export function inverseOf(
  before: WorkItem,
  patch: WorkItemPatch,
): WorkItemPatch {
  return Object.fromEntries(
    Object.keys(patch).map(field => [field, before[field as keyof WorkItem]]),
  ) as WorkItemPatch;
}
