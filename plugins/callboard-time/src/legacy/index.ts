/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export { callboardTimeRoutes } from './callboardTimeRoutes';
export { callboardTimePlugin, MyTimePage } from './plugin';
export * from '../routes';
export { callboardTimeTranslationRef } from '../translation';
