import { announcementsRouteRef } from '../routes';

/** The tab with the announcements of a workspace, which stands in the query. */
export const announcementsSubPage = {
  path: 'announcements',
  title: 'Announcements',
  routeRef: announcementsRouteRef,
  loader: async () => {
    const { Announcements } = await import('./Announcements');
    return <Announcements />;
  },
};
