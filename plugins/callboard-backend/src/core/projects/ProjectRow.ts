import { Project } from '@callboard/plugin-callboard-common';
import { StoredSettings } from '../settings/Settings';
import { projectSettings } from './projectSettings';

/** A project as it is stored. */
export type ProjectRow = Omit<Project, 'role' | 'settings'> & {
  workspace_id: string;
  settings: StoredSettings;
};

/** A project, and what somebody is in it: null for who only may read it. */
export interface SeenProject {
  project: ProjectRow;
  role: Project['role'];
}

/** A project as it looks on the wire to who is asking. */
export function toProjectResponse({
  project: { workspace_id: _, ...project },
  role,
}: SeenProject): Project {
  const settings = projectSettings.shownTo(role ?? 'guest', project.settings);
  return { ...project, settings, role };
}
