import { timeSettings } from '@callboard/plugin-callboard-common';
import { SettingValues } from '../../core/settings/Settings';
import { WorkspaceRow } from '../../core/workspaces/WorkspaceRow';
import { workspaceSettings } from '../../core/workspaces/workspaceSettings';

/** What a workspace has settled about time. */
export type TimeSettingValues = SettingValues<typeof timeSettings>;

/** The settings of a workspace about time. */
export function timeSettingsOf({
  settings,
}: Pick<WorkspaceRow, 'settings'>): TimeSettingValues {
  return workspaceSettings.valuesOf(settings);
}
