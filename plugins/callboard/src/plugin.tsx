import {
  AppRootElementBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { DefaultPageTitle } from '@callboard/plugin-callboard-react';
import AdminPanelSettingsOutlinedIcon from '@mui/icons-material/AdminPanelSettingsOutlined';
import { adminPage, overviewPage } from './admin/adminPage';
import { adminSubPageExtensions } from './admin/adminSubPages';
import { adminBlocks } from './admin/adminBlocks';
import {
  departmentSections,
  organisationPage,
  organisationSubPages,
} from './organisation/organisationPage';
import {
  groupCard,
  projectCard,
  userCard,
} from './organisation/cards/organisationCards';
import { homeWidgets } from './home/homeWidgets';
import { callboardExternalRoutes, pluginRoutes } from './routes';

const pageTitle = AppRootElementBlueprint.make({
  name: 'page-title',
  params: { element: <DefaultPageTitle /> },
});

/**
 * The plugin for the organisation and the admin page of Callboard. Other plugins add blocks to the
 * overview of the admin page with `AdminBlockBlueprint`, and tabs by attaching a sub-page to
 * `page:callboard`. In the same way, `page:callboard/organisation` accepts tabs.
 *
 * @public
 */
const callboardPlugin = createFrontendPlugin({
  pluginId: 'callboard',
  title: 'Callboard admin',
  icon: <AdminPanelSettingsOutlinedIcon fontSize="small" />,
  info: { packageJson: () => import('../package.json') },
  routes: pluginRoutes,
  externalRoutes: callboardExternalRoutes,
  extensions: [
    adminPage,
    overviewPage,
    ...adminSubPageExtensions,
    organisationPage,
    departmentSections,
    ...organisationSubPages,
    ...adminBlocks,
    projectCard,
    userCard,
    groupCard,
    ...homeWidgets,
    pageTitle,
  ],
});
export default callboardPlugin;
