/**
 * Dashboards, and the Analytics page.
 *
 * @packageDocumentation
 */
import { loadIfOn } from '@callboard/plugin-callboard-react';
import callboardDashboardsPlugin from './plugin';

export { callboardDashboardsPlugin };
/** Loads the plugin unless its feature is off. @public */
export default loadIfOn('dashboards', callboardDashboardsPlugin);
export * from './routes';
export * from './translations';
