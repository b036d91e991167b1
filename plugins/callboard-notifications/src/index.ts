/**
 * Notifications: the bell in the header of every page, the page with all of them, and the preferences.
 *
 * @packageDocumentation
 */
import { loadIfOn } from '@callboard/plugin-callboard-react';
import callboardNotificationsPlugin from './plugin';

export { callboardNotificationsPlugin };
/** Loads the plugin unless its feature is off. @public */
export default loadIfOn('notifications', callboardNotificationsPlugin);
export * from './routes';
export { callboardNotificationsTranslationRef } from './translation';
