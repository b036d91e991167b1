import { settingsSchema } from '../settings/SettingsSchema';
import { timeSettings } from '../time/settings';

/**
 * The settings of workspaces. A domain declares its own with `defineSetting` in
 * its folder, and is taken in here.
 *
 * @public
 */
export const workspaceSettings = settingsSchema(timeSettings);
