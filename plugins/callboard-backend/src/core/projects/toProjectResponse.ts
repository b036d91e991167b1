import { ProjectRow } from '../../access/Caller';
import {
  Project,
  projectSettings as schema,
} from '@callboard/plugin-callboard-common';
import { ResourceChange } from '../../changes/ResourceChange';
import { Settings } from '../Settings';

export const projectSettings = new Settings(schema);

/** A project, and the user's role in it: null for read-only access. */
export interface ProjectWithRole {
  project: ProjectRow;
  role: Project['role'];
}

export function toProjectResponse({
  project: { workspace_id: _, ...project },
  role,
}: ProjectWithRole): Project {
  const settings = projectSettings.filterReadable(
    role ?? 'guest',
    project.settings,
  );
  return { ...project, settings, role };
}

export function toProjectActivity(
  before: ProjectRow | null,
  after: ProjectRow,
): ResourceChange {
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
