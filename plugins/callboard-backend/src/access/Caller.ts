import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Role, roleIncludes } from '@callboard/plugin-callboard-common';
import { NotAllowedError } from '@backstage/errors';
import { WorkspaceRow } from '../core/workspaces/WorkspaceRow';
import { ProjectRow } from '../core/projects/ProjectRow';
import { Actor } from './actor';

/** A signed-in person who calls. */
export interface Caller extends Actor {
  picture: string | null;
  /** Everything they own things as: themselves and their groups. */
  refs: ReadonlySet<string>;
  is_super_admin: boolean;
  /** May read the activity of all workspaces. */
  is_activity_reader: boolean;
  credentials: BackstageCredentials;
}

/** How a call of somebody came here. */
export type Origin = Pick<Actor, 'ip' | 'request_id' | 'source'>;

/** A workspace that the caller can see, and what they are in it. */
export interface WorkspaceAccess {
  workspace: WorkspaceRow;
  role: Role;
}

/** Somebody with a role in a workspace, whether or not they are calling. */
export interface Viewer extends WorkspaceAccess {
  caller: Pick<Caller, 'user_ref' | 'display_name'>;
}

/** The caller of a request in a workspace, and their role in it. */
export interface RequestContext extends WorkspaceAccess {
  caller: Caller;
}

/** A project that the caller can see. */
export interface ProjectAccess {
  project: ProjectRow;
  /** What the caller is in it; null for who only may read it. */
  memberRole: Role | null;
  /** What the caller may do in it: at least what a guest may. */
  projectRole: Role;
}

/** @throws NotAllowedError when the role does not include `required` */
export function requireRole(access: WorkspaceAccess, required: Role): void {
  if (!roleIncludes(access.role, required)) {
    throw new NotAllowedError(
      `This takes the role ${required} in the workspace ${access.workspace.slug}`,
    );
  }
}

/** @throws NotAllowedError when the role does not include `required` */
export function requireProjectRole(
  { project, projectRole }: ProjectAccess,
  required: Role,
): void {
  if (!roleIncludes(projectRole, required)) {
    throw new NotAllowedError(
      `This takes the role ${required} in the project ${project.name}`,
    );
  }
}
