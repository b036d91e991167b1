import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Role,
  JsonValue,
  Project,
  Workspace,
} from '@callboard/plugin-callboard-common';
import { Actor } from '../kernel/actor';
import { CallerPolicy } from './Policy';

/** Stored settings: the values that differ from their defaults. */
export type StoredSettings = Readonly<Record<string, JsonValue>>;

export type WorkspaceRow = Omit<Workspace, 'settings'> & {
  settings: StoredSettings;
};

export type ProjectRow = Omit<Project, 'role' | 'settings'> & {
  workspace_id: string;
  settings: StoredSettings;
};

/** A signed-in user who sends a request. */
export interface Caller extends Actor {
  picture: string | null;
  /** Their ownership references: themselves and their groups. */
  refs: ReadonlySet<string>;
  is_super_admin: boolean;
  /** Whether they may read the activity of all workspaces. */
  is_activity_reader: boolean;
  credentials: BackstageCredentials;
  policy: CallerPolicy;
}

export type Origin = Pick<Actor, 'ip' | 'request_id' | 'source'>;

/** A workspace that the caller can see, and their role in it. */
export interface WorkspaceAccess {
  workspace: WorkspaceRow;
  role: Role;
}

/** A user and their role in a workspace, also for users who have sent no request. */
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
  /** The caller's role in the project; null if the caller can only read it. */
  memberRole: Role | null;
  /** The same role, but guest instead of null. */
  projectRole: Role;
}
