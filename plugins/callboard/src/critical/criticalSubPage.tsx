import { criticalEventsRouteRef } from '../routes';

/** The tab with what happened that is critical, and the rules by which it is. */
export const criticalSubPage = {
  path: 'critical-events',
  title: 'Critical events',
  routeRef: criticalEventsRouteRef,
  loader: async () => {
    const { CriticalPage } = await import('./CriticalPage');
    return <CriticalPage />;
  },
};
