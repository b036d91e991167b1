/**
 * The plugin for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export { callboardDashboardsRoutes } from './callboardDashboardsRoutes';
export { callboardDashboardsPlugin, DashboardsPage } from './plugin';
export * from '../routes';
export { callboardDashboardsTranslationRef } from '../translation';
