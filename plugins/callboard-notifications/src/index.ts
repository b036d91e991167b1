/**
 * The bell in the header of every page, the notifications page, and the notification preferences.
 *
 * @packageDocumentation
 */
export { default as callboardNotificationsPlugin } from './plugin';
export { default } from './pluginLoader';
export * from './routes';
export { callboardNotificationsTranslationRef } from './translation';
