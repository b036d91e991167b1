import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { bridged } from '@callboard/plugin-callboard-react/legacy';
import { dashboardRouteRef, dashboardsRouteRef } from '../routes';

const routes = {
  root: convertLegacyRouteRef(dashboardsRouteRef),
  dashboard: convertLegacyRouteRef(dashboardRouteRef),
};

/**
 * Dashboards, and the page Analytics.
 *
 * @public
 */
export const callboardDashboardsPlugin = createPlugin({
  id: 'callboard-dashboards',
  routes,
});

/** The dashboards of a workspace. @public */
export const DashboardsPage = callboardDashboardsPlugin.provide(
  createRoutableExtension({
    name: 'DashboardsPage',
    mountPoint: routes.root,
    component: bridged(() =>
      import('./LegacyDashboardsPage').then(m => m.LegacyDashboardsPage),
    ),
  }),
);
