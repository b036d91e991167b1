import { RecordedChange } from '../../../changes/RecordedChange';
import { diff } from '../../../changes/diff';
import { WorkItemPair, toWorkItemResponse, WorkItemRow } from './WorkItemRow';

/** The state determines it, so recording it would duplicate the change. */
const derived = ['state_group'];

/** The activity entry of an item that was created, changed or deleted. */
export function toWorkItemActivity({
  before,
  after,
}: WorkItemPair): RecordedChange {
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

/** Whether any visible field of an item differs. */
export function isVisiblyChanged(
  before: WorkItemRow,
  after: WorkItemRow,
): boolean {
  const [was, is] = [before, after].map(toWorkItemResponse);
  return diff(was, is, { derived }).length > 0;
}
