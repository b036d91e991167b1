import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  DepartmentSectionBlueprint,
  withSkeleton,
} from '@callboard/plugin-callboard-react';
import AnalyticsOutlinedIcon from '@mui/icons-material/AnalyticsOutlined';
import DashboardOutlinedIcon from '@mui/icons-material/DashboardOutlined';
import { z } from 'zod';
import { dashboardCard } from './embedded/dashboardCard';
import {
  analyticsRouteRef,
  dashboardRouteRef,
  dashboardsRouteRef,
} from './routes';

const dashboardsPage = PageBlueprint.make({
  params: {
    path: '/dashboards',
    title: 'Dashboards',
    icon: <DashboardOutlinedIcon fontSize="inherit" />,
    routeRef: dashboardsRouteRef,
    loader: withSkeleton(() =>
      import('./DashboardsPages').then(m => <m.DashboardsPages />),
    ),
  },
});

const homeWidget = HomePageWidgetBlueprint.make({
  name: 'dashboard',
  params: {
    ...dashboardCard,
    components: () =>
      import('./embedded/EmbeddedWidget').then(m => ({
        Content: m.DashboardWidget,
      })),
  },
});

const projectKindFilter = { kind: { $in: ['system', 'component'] } };

const entityCard = EntityCardBlueprint.makeWithOverrides({
  configSchema: { widget: z.string().optional() },
  factory: (originalFactory, { config }) =>
    originalFactory({
      type: 'info',
      filter: projectKindFilter,
      loader: () =>
        import('./embedded/EntityWidgetCard').then(m => (
          <m.EntityWidgetCard widget={config.widget} />
        )),
    }),
});

const analyticsPage = PageBlueprint.make({
  name: 'analytics',
  params: {
    path: '/analytics',
    title: 'Analytics',
    icon: <AnalyticsOutlinedIcon fontSize="inherit" />,
    routeRef: analyticsRouteRef,
    loader: withSkeleton(() =>
      import('./analytics/AnalyticsContent').then(m => <m.AnalyticsContent />),
    ),
  },
});

const departmentSection = DepartmentSectionBlueprint.make({
  name: 'work',
  params: {
    order: 50,
    loader: () =>
      import('./analytics/DepartmentWork').then(m => m.DepartmentWork),
  },
});

/** Dashboards, and the Analytics page. @public */
const callboardDashboardsPlugin = createFrontendPlugin({
  pluginId: 'callboard-dashboards',
  title: 'Dashboards',
  icon: <DashboardOutlinedIcon fontSize="inherit" />,
  routes: {
    root: dashboardsRouteRef,
    dashboard: dashboardRouteRef,
    analytics: analyticsRouteRef,
  },
  info: { packageJson: () => import('../package.json') },
  extensions: [
    dashboardsPage,
    analyticsPage,
    departmentSection,
    entityCard,
    homeWidget,
  ],
});
export default callboardDashboardsPlugin;
