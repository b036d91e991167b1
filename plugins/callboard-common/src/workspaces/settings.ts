import { settingsSchema } from '../settings/SettingsSchema';

/**
 * The settings of workspaces. A domain declares its own with `defineSetting` in
 * its folder, and is taken in here: `settingsSchema(timeSettings)`.
 *
 * @public
 */
export const workspaceSettings = settingsSchema();
