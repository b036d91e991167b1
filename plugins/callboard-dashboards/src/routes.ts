import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The page with the dashboards of a workspace. @public */
export const dashboardsRouteRef = createRouteRef();

/** One dashboard. @public */
export const dashboardRouteRef = createSubRouteRef({
  parent: dashboardsRouteRef,
  path: '/:id',
});

/** The Analytics page. @public */
export const analyticsRouteRef = createRouteRef();
