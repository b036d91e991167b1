import { canAdminister } from '@callboard/plugin-callboard-react';
import { announcementsRouteRef } from '../routes';

/** The tab with the announcements of the workspace in the query. */
export const announcementsSubPage = {
  path: 'announcements',
  title: 'Announcements',
  isOpen: canAdminister,
  routeRef: announcementsRouteRef,
  loader: async () => {
    const { Announcements } = await import('./Announcements');
    return <Announcements />;
  },
};
