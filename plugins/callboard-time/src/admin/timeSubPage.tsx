import { timeAdminRouteRef } from '../routes';

/** The tab of the admin page about time. */
export const timeSubPage = {
  path: 'time',
  title: 'Time',
  routeRef: timeAdminRouteRef,
  loader: () => import('./TimeAdminPage').then(m => <m.TimeAdminPage />),
};
