import { DepartmentLink } from '@callboard/plugin-callboard-common';
import { RecordedChange } from '../../changes/Changes';
import { DepartmentRow } from './DepartmentRow';

/** The trace of a link that began or ended, as an act of its own name. */
export function linkTrace(
  department: DepartmentRow,
  before: DepartmentLink | null,
  after: DepartmentLink | null,
): RecordedChange {
  const { id, project_id, name } = (after ?? before)!;
  return {
    workspace_id: department.workspace_id,
    project_id: project_id ?? undefined,
    entity_type: 'department_link',
    entity_id: id,
    entity_label: `${department.name} → ${name}`,
    action: after ? 'link' : 'unlink',
    before,
    after,
  };
}
