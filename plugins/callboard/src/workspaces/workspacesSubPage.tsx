import { workspacesRouteRef } from '../routes';

/** The tab with the list of workspaces, and each of them. */
export const workspacesSubPage = {
  path: 'workspaces',
  title: 'Workspaces',
  routeRef: workspacesRouteRef,
  loader: async () => {
    const { Workspaces } = await import('./Workspaces');
    return <Workspaces />;
  },
};
