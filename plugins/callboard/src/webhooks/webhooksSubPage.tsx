import { canAdminister } from '@callboard/plugin-callboard-react';
import { webhooksRouteRef } from '../routes';

/** The tab with the webhooks and their details. */
export const webhooksSubPage = {
  path: 'webhooks',
  title: 'Webhooks',
  isOpen: canAdminister,
  routeRef: webhooksRouteRef,
  loader: async () => {
    const { Webhooks } = await import('./Webhooks');
    return <Webhooks />;
  },
};
