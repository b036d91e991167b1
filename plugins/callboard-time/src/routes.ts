import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page with one's own time. @public */
export const myTimeRouteRef = createRouteRef();

/** The tab with the time of an entity's project. @public */
export const entityTimeRouteRef = createRouteRef();

/** The page with the time of the people one manages. @public */
export const teamTimeRouteRef = createRouteRef();

/** The tab of the admin page about time. @public */
export const timeAdminRouteRef = createRouteRef();
