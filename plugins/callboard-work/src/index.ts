/**
 * Projects and their work items: the Projects page, the tab and card on entity pages, the user's
 * work, and the settings of projects.
 *
 * @packageDocumentation
 */
export { default, callboardWorkPlugin } from './plugin';
export * from './routes';
export * from './translations';
