/**
 * Dashboards, and the page Analytics.
 *
 * @packageDocumentation
 */
export { callboardDashboardsPlugin as default } from './plugin';
export * from './routes';
export * from './translations';
