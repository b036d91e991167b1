import {
  JsonValue,
  Project,
  Workspace,
} from '@callboard/plugin-callboard-common';

/** Stored settings: the values that differ from their defaults. */
export type StoredSettings = Readonly<Record<string, JsonValue>>;

/** A stored workspace. */
export type WorkspaceRow = Omit<Workspace, 'settings'> & {
  settings: StoredSettings;
};

/** A stored project. */
export type ProjectRow = Omit<Project, 'role' | 'settings'> & {
  workspace_id: string;
  settings: StoredSettings;
};
