import { RecordedChange } from '../../../changes/RecordedChange';
import { diff } from '../../../changes/diff';
import { WorkItemPair, toWorkItemResponse, WorkItemRow } from './WorkItemRow';

/** What follows from the state would tell everything twice. */
const derived = ['state_group'];

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
    before: before && toWorkItemResponse(before),
    after: after && toWorkItemResponse(after),
    derived,
  };
}

/** Whether anything that can be seen of an item differs. */
export function isVisiblyChanged(
  before: WorkItemRow,
  after: WorkItemRow,
): boolean {
  const [was, is] = [before, after].map(toWorkItemResponse);
  return diff(was, is, { derived }).length > 0;
}
