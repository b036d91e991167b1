import { RecordedChange } from '../../../changes/Changes';
import { WorkItemPair, workItemOnWire, WorkItemRow } from './WorkItemRow';

/** The trace of an item that was made, changed or deleted. */
export function workItemTrace({ before, after }: WorkItemPair): RecordedChange {
  const { id, workspace_id, project_id, identifier, title } = (after ??
    before)!;
  return {
    workspace_id,
    project_id,
    entity_type: 'work_item',
    entity_id: id,
    entity_label: `${identifier} ${title}`,
    before: before && visible(before),
    after: after && visible(after),
  };
}

/** What follows from another field of it would tell everything twice. */
function visible(row: WorkItemRow) {
  const { state_group: _, ...item } = workItemOnWire(row);
  return item;
}
