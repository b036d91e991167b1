import {
  AppRootElementBlueprint,
  createFrontendFeatureLoader,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import {
  DefaultPageTitle,
  isFeatureOn,
} from '@callboard/plugin-callboard-react';
import AdminPanelSettingsOutlinedIcon from '@mui/icons-material/AdminPanelSettingsOutlined';
import { adminPage, overviewPage } from './admin/adminPage';
import { adminSubPageExtensions } from './admin/adminSubPages';
import { adminBlocks } from './admin/adminBlocks';
import {
  departmentSections,
  organisationPage,
  organisationTabs,
} from './organisation/organisationPage';
import {
  groupCard,
  projectCard,
  userCard,
} from './organisation/cards/organisationCards';
import { homeWidgets } from './home/homeWidgets';
import { callboardExternalRoutes, callboardRoutes } from './routes';

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
export const callboardPlugin = createFrontendPlugin({
  pluginId: 'callboard',
  title: 'Callboard admin',
  icon: <AdminPanelSettingsOutlinedIcon fontSize="small" />,
  info: { packageJson: () => import('../package.json') },
  routes: callboardRoutes,
  externalRoutes: callboardExternalRoutes,
  extensions: [
    adminPage,
    overviewPage,
    ...adminSubPageExtensions,
    organisationPage,
    departmentSections,
    ...organisationTabs,
    ...adminBlocks,
    projectCard,
    userCard,
    groupCard,
    ...homeWidgets,
    pageTitle,
  ],
});

type ExtensionId = Parameters<typeof callboardPlugin.getExtension>[0];

/** The pages, cards, widgets and blocks of departments and staff. */
const organisationIds: ExtensionId[] = [
  'page:callboard/organisation',
  'sub-page:callboard/departments',
  'sub-page:callboard/people',
  'sub-page:callboard/me',
  'entity-card:callboard/user-organisation',
  'entity-card:callboard/group-organisation',
  'home-page-widget:callboard/my-team',
  'callboard-admin-block:callboard/departments',
  'callboard-admin-block:callboard/people',
];

const pluginWithoutOrganisation = callboardPlugin.withOverrides({
  extensions: organisationIds.map(id =>
    callboardPlugin.getExtension(id).override({ disabled: true }),
  ),
});

/** Loads the plugin, with departments and staff unless the organisation is off. @public */
export default createFrontendFeatureLoader({
  async loader({ config }) {
    return [
      isFeatureOn(config, 'organisation')
        ? callboardPlugin
        : pluginWithoutOrganisation,
    ];
  },
});
