import type {
  WorkItem,
  WorkItemBulkUpdate,
  WorkItemPatch,
} from '@callboard/plugin-callboard-common';

/** What a bulk update changes of one item. */
export function bulkPatchOf(
  item: WorkItem,
  changes: WorkItemBulkUpdate['changes'],
): WorkItemPatch {
  const {
    add_assignees,
    remove_assignees,
    add_labels,
    remove_labels,
    ...patch
  } = changes;
  const merge = (
    list: readonly string[],
    added: readonly string[] | null | undefined,
    removed: readonly string[] | null | undefined,
  ) =>
    [...new Set([...list, ...(added ?? [])])].filter(
      value => !removed?.includes(value),
    );
  return {
    assignees: merge(item.assignees, add_assignees, remove_assignees),
    labels: merge(item.labels, add_labels, remove_labels),
    ...patch,
  };
}
