/**
 * Dashboards, and the page Analytics.
 *
 * @packageDocumentation
 */
export { default, callboardDashboardsPlugin } from './plugin';
export * from './routes';
export * from './translations';
