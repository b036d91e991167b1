/** Dashboards, and the Analytics page. @packageDocumentation */
export { default as callboardDashboardsPlugin } from './plugin';
export { default } from './pluginLoader';
export * from './routes';
export * from './translations';
