import { timeSettings } from '@callboard/plugin-callboard-common';
import { SettingValues } from '../../core/settings/Settings';
import { WorkspaceRow } from '../../access/rows';
import { workspaceSettings } from '../../core/workspaces/workspaceSettings';

/** The time settings of a workspace. */
export type TimeSettingValues = SettingValues<typeof timeSettings>;

/** Returns the time settings of a workspace. */
export function toTimeSettings({
  settings,
}: Pick<WorkspaceRow, 'settings'>): TimeSettingValues {
  return workspaceSettings.parseValues(settings);
}
