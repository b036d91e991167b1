import {
  ProjectAccess,
  roleIncludes,
  Visibility,
} from '@callboard/plugin-callboard-common';
import { ProjectRoles, seesProject } from '../core/projects/ProjectRoles';

/** What decides who may see a row of the log, or hear of a change. */
export interface Seen {
  /** Who made it. */
  user_id: string;
  visibility: Visibility;
  /** For whom it is, where it is for some people. */
  people: readonly string[];
  /** The project it is about. */
  project: { access: ProjectAccess } | null;
}

/**
 * Whether a person may see something that happened in a workspace. The same
 * rule as `whereVisible`, for one person who is known.
 *
 * @param roles - what they are in the workspace, and in the project
 */
export function maySee(
  { user_ref, roles }: { user_ref: string; roles: ProjectRoles },
  { user_id, visibility, people, project }: Seen,
): boolean {
  if (user_id === user_ref || roles.workspace === 'admin') {
    return true;
  }
  if (roles.workspace === null) {
    return false;
  }
  switch (visibility) {
    case 'workspace':
      return true;
    case 'project':
      return project !== null && seesProject(roles, project);
    case 'project_members':
      return roles.project !== null && roleIncludes(roles.project, 'member');
    case 'people':
      return people.includes(user_ref);
    default:
      return false;
  }
}
