import { includesRole } from '@callboard/plugin-callboard-common';
import {
  ProjectRoles,
  seesProject,
} from '../../../access/visibility/ProjectRoles';
import { ProjectRow } from '../../../access/rows';

/** A person's rights to log time on an item. */
export interface LoggingRights {
  /** Whether they have access to its project. */
  canView: boolean;
  /** Whether they may log: as member of the project or assignee of the item. */
  canLog: boolean;
  /** Whether they are an admin of the project. */
  isAdmin: boolean;
}

/** The rights that roles give to log time on an item of a project. */
export function getLoggingRights(
  roles: ProjectRoles,
  project: Pick<ProjectRow, 'access'>,
  isAssigned: boolean,
): LoggingRights {
  const canView = seesProject(roles, project);
  const isMember = roles.project && includesRole(roles.project, 'member');
  const isMemberSomewhere =
    isMember || (roles.workspace && includesRole(roles.workspace, 'member'));
  return {
    canView,
    canLog: canView && Boolean(isMember || (isAssigned && isMemberSomewhere)),
    isAdmin: canView && roles.project === 'admin',
  };
}
