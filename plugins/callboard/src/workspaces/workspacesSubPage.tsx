import { canAdminister } from '@callboard/plugin-callboard-react';
import { workspacesRouteRef } from '../routes';

/** The tab with the workspaces and their details. */
export const workspacesSubPage = {
  path: 'workspaces',
  title: 'Workspaces',
  isOpen: canAdminister,
  routeRef: workspacesRouteRef,
  loader: async () => {
    const { Workspaces } = await import('./Workspaces');
    return <Workspaces />;
  },
};
