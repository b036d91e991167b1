/**
 * Projects and their work items: the Projects page, the tab and card on entity pages, the user's
 * work, and the settings of projects.
 *
 * @packageDocumentation
 */
export { default as callboardWorkPlugin } from './plugin';
export { default } from './pluginLoader';
export * from './routes';
export * from './translations';
