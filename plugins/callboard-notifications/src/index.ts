/**
 * Notifications: the bell in the header of every page, the page with all of them, and the preferences.
 *
 * @packageDocumentation
 */
export { default as callboardNotificationsPlugin } from './plugin';
export { default } from './pluginLoader';
export * from './routes';
export { callboardNotificationsTranslationRef } from './translation';
