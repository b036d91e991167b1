import { roleIncludes } from '@callboard/plugin-callboard-common';
import { ProjectRoles, seesProject } from '../../../core/projects/ProjectRoles';
import { ProjectRow } from '../../../core/projects/ProjectRow';

/** What somebody may do about time on an item. */
export interface LoggingRights {
  /** Whether they see its project. */
  isSeen: boolean;
  /** Whether they may log: a member of the project, or an assignee of the item. */
  mayLog: boolean;
  /** Whether they are an admin of the project. */
  isAdmin: boolean;
}

/** What somebody with these roles may do about time on an item of a project. */
export function getLoggingRights(
  roles: ProjectRoles,
  project: Pick<ProjectRow, 'access'>,
  isAssigned: boolean,
): LoggingRights {
  const isSeen = seesProject(roles, project);
  const isMember = roles.project && roleIncludes(roles.project, 'member');
  const isMemberSomewhere =
    isMember || (roles.workspace && roleIncludes(roles.workspace, 'member'));
  return {
    isSeen,
    mayLog: isSeen && Boolean(isMember || (isAssigned && isMemberSomewhere)),
    isAdmin: isSeen && roles.project === 'admin',
  };
}
