import { Role, Workspace } from '@callboard/plugin-callboard-common';
import { StoredSettings } from '../settings/Settings';
import { workspaceSettings } from './workspaceSettings';

/** A workspace as it is stored. */
export type WorkspaceRow = Omit<Workspace, 'settings'> & {
  settings: StoredSettings;
};

/** A workspace as it looks on the wire to somebody with this role in it. */
export function toWorkspaceResponse(row: WorkspaceRow, role: Role): Workspace {
  return { ...row, settings: workspaceSettings.shownTo(role, row.settings) };
}
