import {
  AppRootElementBlueprint,
  createFrontendFeatureLoader,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import {
  isFeatureOn,
  type FeatureName,
} from '@callboard/plugin-callboard-common';
import { DefaultPageTitle } from '@callboard/plugin-callboard-react';
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

/** The ids of extensions that are disabled unless at least one of the features is on. */
const optionalExtensions: ReadonlyArray<[FeatureName[], string[]]> = [
  [
    ['organisation'],
    [
      'page:callboard/organisation',
      'sub-page:callboard/departments',
      'sub-page:callboard/people',
      'sub-page:callboard/me',
      'entity-card:callboard/user-organisation',
      'entity-card:callboard/group-organisation',
      'home-page-widget:callboard/my-team',
      'callboard-admin-block:callboard/departments',
      'callboard-admin-block:callboard/people',
    ],
  ],
  [['organisation', 'work'], ['entity-card:callboard/project-people']],
  [
    ['notifications'],
    [
      'sub-page:callboard/announcements',
      'callboard-admin-block:callboard/announcements',
    ],
  ],
  [
    ['webhooks'],
    ['sub-page:callboard/webhooks', 'callboard-admin-block:callboard/webhooks'],
  ],
  [
    ['mail'],
    ['sub-page:callboard/mail', 'callboard-admin-block:callboard/mail'],
  ],
  [
    ['assistants'],
    [
      'sub-page:callboard/assistants',
      'callboard-admin-block:callboard/assistants',
    ],
  ],
];

/** Loads the plugin, without the extensions of features that are off. @public */
export default createFrontendFeatureLoader({
  async loader({ config }) {
    const disabledIds = optionalExtensions.flatMap(([features, ids]) =>
      features.some(name => isFeatureOn(config, name)) ? [] : ids,
    );
    return [
      callboardPlugin.withOverrides({
        extensions: disabledIds.map(id =>
          // The plugin's type does not include the ids of the admin page's tabs.
          callboardPlugin
            .getExtension(id as ExtensionId)
            .override({ disabled: true }),
        ),
      }),
    ];
  },
});
