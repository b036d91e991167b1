import { SubPageBlueprint } from '@backstage/frontend-plugin-api';
import { workspacesSubPage } from './workspacesSubPage';

/** The tab of the admin page with the workspaces. */
export const workspacesPage = SubPageBlueprint.make({
  name: 'workspaces',
  params: workspacesSubPage,
});
