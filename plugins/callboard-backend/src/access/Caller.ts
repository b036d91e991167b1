import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Role, roleIncludes } from '@callboard/plugin-callboard-common';
import { NotAllowedError } from '@backstage/errors';
import { WorkspaceRow } from '../features/workspaces/WorkspaceStore';
import { Actor } from './actor';

/** A signed-in person who calls. */
export interface Caller extends Actor {
  picture: string | null;
  is_super_admin: boolean;
  /** May read the activity of all workspaces. */
  is_activity_reader: boolean;
  credentials: BackstageCredentials;
}

/** A workspace that the caller can see, and what they are in it. */
export interface WorkspaceAccess {
  workspace: WorkspaceRow;
  role: Role;
}

/** @throws NotAllowedError when the role does not include `required` */
export function requireRole(access: WorkspaceAccess, required: Role): void {
  if (!roleIncludes(access.role, required)) {
    throw new NotAllowedError(
      `This takes the role ${required} in the workspace ${access.workspace.slug}`,
    );
  }
}
