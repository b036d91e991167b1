import { RecordedChange } from '../../changes/RecordedChange';
import { ProjectRow } from '../../access/rows';
import { toProjectResponse } from './toProjectResponse';
import { projectSettings } from './projectSettings';

/** The activity entry of a created or changed project. */
export function toProjectActivity(
  before: ProjectRow | null,
  after: ProjectRow,
): RecordedChange {
  const { id, workspace_id, name } = after;
  return {
    workspace_id,
    project_id: id,
    visibility: 'project' as const,
    entity_type: 'project' as const,
    entity_id: id,
    entity_label: name,
    before: before && toProjectResponse({ project: before, role: 'admin' }),
    after: toProjectResponse({ project: after, role: 'admin' }),
    // The role of the reader, not a property of the project.
    derived: ['role'],
    nested: ['settings'],
    sensitive: projectSettings.sensitive,
  };
}
