import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import {
  wrapForLegacySystem,
  createPageSection,
  type DepartmentSectionProps,
  type PageSection,
} from '@callboard/plugin-callboard-react/legacy';
import { dashboardCard } from '../home/dashboardCard';
import {
  analyticsRouteRef,
  dashboardRouteRef,
  dashboardsRouteRef,
} from '../routes';

const routes = {
  root: convertLegacyRouteRef(dashboardsRouteRef),
  dashboard: convertLegacyRouteRef(dashboardRouteRef),
  analytics: convertLegacyRouteRef(analyticsRouteRef),
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
    component: wrapForLegacySystem(() =>
      import('./LegacyDashboardsPage').then(m => m.LegacyDashboardsPage),
    ),
  }),
);

/** One of a dashboard's widgets, on the home page. @public */
export const HomeDashboardWidget = callboardDashboardsPlugin.provide(
  createCardExtension<{ widget?: string }>({
    ...dashboardCard,
    components: async () => ({
      Content: await wrapForLegacySystem(() =>
        import('../home/DashboardWidget').then(m => m.DashboardWidget),
      )(),
    }),
  }),
);

/** One of a dashboard's widgets with the numbers of an entity's project, as a card. @public */
export const EntityDashboardCard = callboardDashboardsPlugin.provide(
  createComponentExtension({
    name: 'EntityDashboardCard',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('../entity/EntityDashboardCard').then(
          m => m.EntityDashboardCard,
        ),
      ),
    },
  }),
);
/** Numbers of a workspace, compared with the period before. @public */
export const AnalyticsPage = callboardDashboardsPlugin.provide(
  createRoutableExtension({
    name: 'AnalyticsPage',
    mountPoint: routes.analytics,
    component: wrapForLegacySystem(() =>
      import('./LegacyAnalyticsPage').then(m => m.LegacyAnalyticsPage),
    ),
  }),
);

/**
 * Work on the pages of departments: a portal hands it to `createPageSectionsFactory` among
 * its APIs.
 *
 * @public
 */
export const callboardWorkDepartmentSection: PageSection<DepartmentSectionProps> =
  createPageSection({
    name: 'work',
    order: 50,
    load: wrapForLegacySystem(() =>
      import('../department/DepartmentWork').then(m => m.DepartmentWork),
    ),
  });
