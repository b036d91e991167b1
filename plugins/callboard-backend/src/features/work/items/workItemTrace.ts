import { RecordedChange } from '../../../changes/RecordedChange';
import { diff } from '../../../changes/diff';
import { WorkItemPair, workItemOnWire, WorkItemRow } from './WorkItemRow';

/** The trace of an item that was made, changed or deleted. */
export function workItemTrace({ before, after }: WorkItemPair): RecordedChange {
  const { id, workspace_id, project_id, identifier, title } = (after ??
    before)!;
  return {
    workspace_id,
    project_id,
    visibility: 'project' as const,
    entity_type: 'work_item',
    entity_id: id,
    entity_label: `${identifier} ${title}`,
    before: before && visible(before),
    after: after && visible(after),
  };
}

/** Whether anything that can be seen of an item differs. */
export function isVisiblyChanged(
  before: WorkItemRow,
  after: WorkItemRow,
): boolean {
  return diff(visible(before), visible(after)).length > 0;
}

/** What follows from another field of it would tell everything twice. */
function visible(row: WorkItemRow) {
  const { state_group: _, ...item } = workItemOnWire(row);
  return item;
}
