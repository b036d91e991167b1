import { WorkspaceRow } from '../../access/rows';
import { Role, Workspace } from '@callboard/plugin-callboard-common';
import { workspaceSettings } from './workspaceSettings';

/** The API response of a workspace for a user with this role. */
export function toWorkspaceResponse(row: WorkspaceRow, role: Role): Workspace {
  return {
    ...row,
    settings: workspaceSettings.filterReadable(role, row.settings),
  };
}
