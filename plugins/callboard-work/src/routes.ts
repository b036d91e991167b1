import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page with one's own work. @public */
export const myWorkRouteRef = createRouteRef();

/** The tab with the work items of an entity's project. @public */
export const entityWorkRouteRef = createRouteRef();
