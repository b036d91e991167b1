import { createSettingsSchema } from '../settings/SettingsSchema';
import { timeSettings } from '../time/settings';

/**
 * The settings of workspaces. A domain declares its settings with `defineSetting` in its folder and
 * adds them here.
 *
 * @public
 */
export const workspaceSettings = createSettingsSchema(timeSettings);
