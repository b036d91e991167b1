import { canAdminister } from '@callboard/plugin-callboard-react';
import { criticalEventsRouteRef } from '../routes';

/** The tab with critical events and their rules. */
export const criticalSubPage = {
  path: 'critical-events',
  title: 'Critical events',
  isOpen: canAdminister,
  routeRef: criticalEventsRouteRef,
  loader: async () => {
    const { CriticalPage } = await import('./CriticalPage');
    return <CriticalPage />;
  },
};
