import {
  ProjectAccess,
  includesRole,
  Visibility,
} from '@callboard/plugin-callboard-common';
import { ProjectRoles, seesProject } from './ProjectRoles';

/** The properties of a log row or change that decide on its visibility. */
export interface Seen {
  /** The actor. */
  user_id: string;
  visibility: Visibility;
  /** The audience, if `visibility` is `people`. */
  people: readonly string[];
  /** The project, if any. */
  project: { access: ProjectAccess } | null;
}

/**
 * Whether a user may see an event of a workspace. The same rule as `whereVisible`, for one known
 * user.
 *
 * @param roles - their roles in the workspace, and in the project
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
      return roles.project !== null && includesRole(roles.project, 'member');
    case 'people':
      return people.includes(user_ref);
    default:
      return false;
  }
}
