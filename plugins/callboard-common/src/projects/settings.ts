import { settingsSchema } from '../settings/SettingsSchema';

/**
 * The settings of projects. A domain declares its own with `defineSetting` in its
 * folder, and is taken in here: `settingsSchema(timeProjectSettings)`.
 *
 * @public
 */
export const projectSettings = settingsSchema();
