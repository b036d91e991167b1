import { webhooksRouteRef } from '../routes';

/** The tab with the list of webhooks, and each of them. */
export const webhooksSubPage = {
  path: 'webhooks',
  title: 'Webhooks',
  routeRef: webhooksRouteRef,
  loader: async () => {
    const { Webhooks } = await import('./Webhooks');
    return <Webhooks />;
  },
};
