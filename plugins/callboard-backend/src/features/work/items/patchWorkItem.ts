import { StateGroup, WorkItemPatch } from '@callboard/plugin-callboard-common';
import { isUndefined, omitBy } from 'lodash';
import { computeProgress } from './computeProgress';
import { WorkItemRow } from './WorkItemRow';

/**
 * Applies a patch to an item and derives when work on it began and ended.
 *
 * @param getStateGroup - the group of a state that the patch may contain
 * @param now - milliseconds since 1970
 */
export function patchWorkItem(
  before: WorkItemRow,
  patch: WorkItemPatch,
  getStateGroup: (state_id: string) => StateGroup,
  now: number,
): WorkItemRow {
  const at = new Date(now).toISOString();
  const { archived_at, assignees, labels, ...fields } = patch;
  const after: WorkItemRow = {
    ...before,
    ...omitBy(fields, isUndefined),
    version: before.version + 1,
    updated_at: at,
  };
  // Null equals absent for lists: they have no "unknown" value.
  if (assignees !== undefined) after.assignees = [...(assignees ?? [])].sort();
  if (labels !== undefined) after.labels = [...(labels ?? [])].sort();
  if (archived_at !== undefined) {
    after.archived_at = archived_at && (before.archived_at ?? at);
  }
  if (after.state_id !== before.state_id) {
    after.state_group = getStateGroup(after.state_id);
  }
  return { ...after, ...computeProgress(before, after, at) };
}
