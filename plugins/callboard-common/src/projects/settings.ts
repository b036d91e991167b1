import { settingsSchema } from '../settings/SettingsSchema';
import { timeProjectSettings } from '../time/settings';

/**
 * The settings of projects. A domain declares its own with `defineSetting` in its
 * folder, and is taken in here.
 *
 * @public
 */
export const projectSettings = settingsSchema(timeProjectSettings);
