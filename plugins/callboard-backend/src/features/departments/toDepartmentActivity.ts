import { RecordedChange } from '../../changes/RecordedChange';
import { DepartmentRow, toDepartmentResponse } from './DepartmentRow';

/** The activity entry of a department that was created, changed or deleted. */
export function toDepartmentActivity(
  before: DepartmentRow | null,
  after: DepartmentRow | null,
): RecordedChange {
  const { id, workspace_id, name } = (after ?? before)!;
  return {
    workspace_id,
    visibility: 'workspace' as const,
    entity_type: 'department',
    entity_id: id,
    entity_label: name,
    before: before && toDepartmentResponse(before),
    after: after && toDepartmentResponse(after),
  };
}
