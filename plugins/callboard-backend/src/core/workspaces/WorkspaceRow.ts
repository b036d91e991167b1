import { Role, Workspace } from '@callboard/plugin-callboard-common';
import { StoredSettings } from '../settings/Settings';
import { workspaceSettings } from './workspaceSettings';

/** A stored workspace. */
export type WorkspaceRow = Omit<Workspace, 'settings'> & {
  settings: StoredSettings;
};

/** The API response of a workspace for a user with this role. */
export function toWorkspaceResponse(row: WorkspaceRow, role: Role): Workspace {
  return {
    ...row,
    settings: workspaceSettings.filterReadable(role, row.settings),
  };
}
