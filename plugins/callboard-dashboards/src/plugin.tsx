import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import DashboardOutlinedIcon from '@mui/icons-material/DashboardOutlined';
import { dashboardCard } from './home/dashboardCard';
import { dashboardRouteRef, dashboardsRouteRef } from './routes';
import { z } from 'zod';

const dashboardsPage = PageBlueprint.make({
  params: {
    path: '/dashboards',
    title: 'Dashboards',
    icon: <DashboardOutlinedIcon fontSize="inherit" />,
    routeRef: dashboardsRouteRef,
    loader: () => import('./DashboardsPages').then(m => <m.DashboardsPages />),
  },
});

const homeWidget = HomePageWidgetBlueprint.make({
  name: 'dashboard',
  params: {
    ...dashboardCard,
    components: () =>
      import('./home/DashboardWidget').then(m => ({
        Content: m.DashboardWidget,
      })),
  },
});

/** The kinds that can be a project unless a portal says otherwise. */
const canBeProject = { kind: { $in: ['system', 'component'] } };

const entityCard = EntityCardBlueprint.makeWithOverrides({
  configSchema: { widget: z.string().optional() },
  factory: (originalFactory, { config }) =>
    originalFactory({
      type: 'info',
      filter: canBeProject,
      loader: () =>
        import('./entity/EntityDashboardCard').then(m => (
          <m.EntityDashboardCard widget={config.widget} />
        )),
    }),
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
  extensions: [dashboardsPage, entityCard, homeWidget],
});
