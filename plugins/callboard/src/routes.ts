import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The admin page. */
export const rootRouteRef = createRouteRef();

/** Its list of workspaces. */
export const workspacesRouteRef = createRouteRef();

/** One workspace: its members. */
export const workspaceRouteRef = createSubRouteRef({
  parent: workspacesRouteRef,
  path: '/:slug',
});

/** One workspace: its settings. */
export const workspaceSettingsRouteRef = createSubRouteRef({
  parent: workspacesRouteRef,
  path: '/:slug/settings',
});
