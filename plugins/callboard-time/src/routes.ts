import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page with one's own time. @public */
export const myTimeRouteRef = createRouteRef();
