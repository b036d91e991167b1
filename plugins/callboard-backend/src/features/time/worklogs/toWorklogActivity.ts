import { isEmpty } from 'lodash';
import { RecordedChange } from '../../../changes/RecordedChange';
import { WorklogPair, toWorklogResponse } from './WorklogRow';

/** Fields that the entry shows elsewhere: the item is its label; another change sets the status. */
const derived = ['work_item', 'period_status'];

/**
 * The activity entry of a created, changed or deleted worklog.
 *
 * @param metadata - further fields, and on whose behalf
 */
export function toWorklogActivity(
  { before, after }: WorklogPair,
  actor: { user_ref: string },
  metadata: RecordedChange['metadata'] = {},
): RecordedChange<'worklog'> {
  const row = (after ?? before)!;
  const fields =
    row.logged_by === actor.user_ref
      ? metadata
      : { ...metadata, on_behalf_of: row.logged_by };
  return {
    workspace_id: row.workspace_id,
    project_id: row.project_id,
    visibility: 'project_members',
    entity_type: 'worklog',
    entity_id: row.id,
    entity_label: `${row.identifier} ${row.title}`,
    before: before && toWorklogResponse(before),
    after: after && toWorklogResponse(after),
    derived,
    metadata: isEmpty(fields) ? undefined : fields,
  };
}
