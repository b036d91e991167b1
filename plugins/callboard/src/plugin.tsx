import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import AdminPanelSettingsOutlinedIcon from '@mui/icons-material/AdminPanelSettingsOutlined';
import { adminPage } from './admin/adminPage';
import { overviewPage } from './admin/overviewPage';
import {
  rootRouteRef,
  workspaceRouteRef,
  workspacesRouteRef,
  workspaceSettingsRouteRef,
} from './routes';
import { workspacesBlock } from './workspaces/workspacesBlock';
import { workspacesPage } from './workspaces/workspacesPage';

/**
 * The admin page of Callboard. Other plugins add blocks to its overview with
 * `AdminBlockBlueprint`, and tabs by attaching a sub-page to `page:callboard`.
 *
 * @public
 */
export const callboardPlugin = createFrontendPlugin({
  pluginId: 'callboard',
  title: 'Callboard admin',
  icon: <AdminPanelSettingsOutlinedIcon fontSize="small" />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    workspaces: workspacesRouteRef,
    workspace: workspaceRouteRef,
    workspaceSettings: workspaceSettingsRouteRef,
  },
  extensions: [adminPage, overviewPage, workspacesPage, workspacesBlock],
});
