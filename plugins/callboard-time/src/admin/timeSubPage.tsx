import { canAdminister } from '@callboard/plugin-callboard-react';
import { timeAdminRouteRef } from '../routes';

/** The time tab of the admin page. */
export const timeSubPage = {
  path: 'time',
  title: 'Time',
  isOpen: canAdminister,
  routeRef: timeAdminRouteRef,
  loader: () => import('./TimeAdminPage').then(m => <m.TimeAdminPage />),
};
