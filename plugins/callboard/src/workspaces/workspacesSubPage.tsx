import { mayAdministrate } from '@callboard/plugin-callboard-react';
import { workspacesRouteRef } from '../routes';

/** The tab with the list of workspaces, and each of them. */
export const workspacesSubPage = {
  path: 'workspaces',
  title: 'Workspaces',
  isOpen: mayAdministrate,
  routeRef: workspacesRouteRef,
  loader: async () => {
    const { Workspaces } = await import('./Workspaces');
    return <Workspaces />;
  },
};
