import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import DashboardOutlinedIcon from '@mui/icons-material/DashboardOutlined';
import { dashboardRouteRef, dashboardsRouteRef } from './routes';

const dashboardsPage = PageBlueprint.make({
  params: {
    path: '/dashboards',
    title: 'Dashboards',
    icon: <DashboardOutlinedIcon fontSize="inherit" />,
    routeRef: dashboardsRouteRef,
    loader: () => import('./DashboardsPages').then(m => <m.DashboardsPages />),
  },
});

/**
 * Dashboards, and the page Analytics.
 *
 * @public
 */
export const callboardDashboardsPlugin = createFrontendPlugin({
  pluginId: 'callboard-dashboards',
  title: 'Dashboards',
  icon: <DashboardOutlinedIcon fontSize="inherit" />,
  routes: {
    root: dashboardsRouteRef,
    dashboard: dashboardRouteRef,
  },
  info: { packageJson: () => import('../package.json') },
  extensions: [dashboardsPage],
});
