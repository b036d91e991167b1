import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page with the viewer's own time. @public */
export const myTimeRouteRef = createRouteRef();

/** The tab with the time of an entity's project. @public */
export const entityTimeRouteRef = createRouteRef();

/** The page with the time of the people whom the viewer manages. @public */
export const teamTimeRouteRef = createRouteRef();

/** The time tab of the admin page. @public */
export const timeAdminRouteRef = createRouteRef();
