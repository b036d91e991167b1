import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page with one's own work. @public */
export const myWorkRouteRef = createRouteRef();
