import { RecordedChange } from '../../changes/RecordedChange';
import { toProjectResponse, ProjectRow } from './ProjectRow';
import { projectSettings } from './projectSettings';

/** The trace of a project that was made or changed. */
export function projectTrace(
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
    // What the reader is in it, not what it is.
    derived: ['role'],
    nested: ['settings'],
    sensitive: projectSettings.sensitive,
  };
}
