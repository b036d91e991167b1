import { roleIncludes } from '@callboard/plugin-callboard-common';
import { ProjectRoles, seesProject } from '../../../core/projects/ProjectRoles';
import { ProjectRow } from '../../../core/projects/ProjectRow';

/** A person's rights to log time on an item. */
export interface LoggingRights {
  /** Whether they have access to its project. */
  isSeen: boolean;
  /** Whether they may log: as member of the project or assignee of the item. */
  mayLog: boolean;
  /** Whether they are an admin of the project. */
  isAdmin: boolean;
}

/** The rights that roles give to log time on an item of a project. */
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
