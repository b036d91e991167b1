import { createSettingsSchema } from '../settings/SettingsSchema';
import { timeProjectSettings } from '../time/settings';

/**
 * The settings of projects. A domain declares its settings with `defineSetting` in its folder and
 * adds them here.
 *
 * @public
 */
export const projectSettings = createSettingsSchema(timeProjectSettings);
