import { ProjectRow } from '../../access/rows';
import { Project } from '@callboard/plugin-callboard-common';
import { projectSettings } from './projectSettings';

/** A project, and the user's role in it: null for read-only access. */
export interface SeenProject {
  project: ProjectRow;
  role: Project['role'];
}

/** The API response of a project for a user. */
export function toProjectResponse({
  project: { workspace_id: _, ...project },
  role,
}: SeenProject): Project {
  const settings = projectSettings.filterReadable(
    role ?? 'guest',
    project.settings,
  );
  return { ...project, settings, role };
}
