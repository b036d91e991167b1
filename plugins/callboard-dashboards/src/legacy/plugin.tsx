import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import {
  wrapForLegacySystem,
  wrapPageForLegacySystem,
  createPageSection,
  type DepartmentSectionProps,
  type PageSection,
} from '@callboard/plugin-callboard-react/legacy';
import { Route } from 'react-router-dom';
import { dashboardCard } from '../embedded/dashboardCard';
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

/** Dashboards, and the Analytics page. @public */
export const callboardDashboardsPlugin = createPlugin({
  id: 'callboard-dashboards',
  routes,
});

/** The dashboards of a workspace. @public */
export const DashboardsPage = callboardDashboardsPlugin.provide(
  createRoutableExtension({
    name: 'DashboardsPage',
    mountPoint: routes.root,
    component: wrapPageForLegacySystem('Dashboards', () =>
      import('../DashboardsPages').then(m => m.DashboardsPages),
    ),
  }),
);

/** A dashboard's widget on the home page. @public */
export const HomeDashboardWidget = callboardDashboardsPlugin.provide(
  createCardExtension<{ widget?: string }>({
    ...dashboardCard,
    components: async () => ({
      Content: await wrapForLegacySystem(() =>
        import('../embedded/EmbeddedWidget').then(m => m.DashboardWidget),
      )(),
    }),
  }),
);

/** A dashboard's widget on an entity page. Shows only data of the entity's project. @public */
export const EntityDashboardCard = callboardDashboardsPlugin.provide(
  createComponentExtension({
    name: 'EntityDashboardCard',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('../embedded/EntityWidgetCard').then(m => m.EntityWidgetCard),
      ),
    },
  }),
);

/** The analytics of a workspace, compared with the previous period. @public */
export const AnalyticsPage = callboardDashboardsPlugin.provide(
  createRoutableExtension({
    name: 'AnalyticsPage',
    mountPoint: routes.analytics,
    component: wrapPageForLegacySystem('Analytics', () =>
      import('../analytics/AnalyticsContent').then(m => m.AnalyticsContent),
    ),
  }),
);

/**
 * The work section of department pages. Use `createPageSectionsFactory` to add the section to the
 * portal's APIs.
 *
 * @public
 */
export const callboardWorkDepartmentSection: PageSection<DepartmentSectionProps> =
  createPageSection({
    name: 'work',
    order: 50,
    load: wrapForLegacySystem(() =>
      import('../analytics/DepartmentWork').then(m => m.DepartmentWork),
    ),
  });

/**
 * Returns the routes of the plugin's pages at their default paths, to use as children of
 * `FlatRoutes`. For other paths, use the page components.
 *
 * @public
 */
export function callboardDashboardsRoutes(): JSX.Element {
  return (
    <>
      <Route path="/dashboards" element={<DashboardsPage />} />
      <Route path="/analytics" element={<AnalyticsPage />} />
    </>
  );
}
