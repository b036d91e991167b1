import {
  AppRootElementBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { DefaultPageTitle } from '@callboard/plugin-callboard-react';
import AdminPanelSettingsOutlinedIcon from '@mui/icons-material/AdminPanelSettingsOutlined';
import { adminPage } from './admin/adminPage';
import { announcementsPage } from './announcements/announcementsPage';
import { overviewPage } from './admin/overviewPage';
import { ownBlocks } from './admin/ownBlocks';
import { departmentSections } from './organisation/departments/departmentSections';
import { organisationPage } from './organisation/organisationPage';
import { organisationTabs } from './organisation/organisationTabs';
import {
  groupCard,
  projectCard,
  userCard,
} from './organisation/cards/organisationCards';
import { assistantsPage } from './assistants/assistantsPage';
import { criticalPage } from './critical/criticalPage';
import { homeWidgets } from './home/homeWidgets';
import { callboardExternalRoutes, callboardRoutes } from './routes';
import { integrityPage } from './integrity/integrityPage';
import { dataPage } from './privacy/dataPage';
import { mailPage } from './mail/mailPage';
import { webhooksPage } from './webhooks/webhooksPage';
import { workspacesPage } from './workspaces/workspacesPage';

const pageTitle = AppRootElementBlueprint.make({
  name: 'page-title',
  params: { element: <DefaultPageTitle /> },
});

/**
 * The organisation, and the admin page of Callboard. Other plugins add blocks
 * to its overview with `AdminBlockBlueprint`, and tabs by attaching a sub-page
 * to `page:callboard`; `page:callboard/organisation` takes tabs the same way.
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
    workspacesPage,
    announcementsPage,
    webhooksPage,
    mailPage,
    integrityPage,
    criticalPage,
    assistantsPage,
    dataPage,
    organisationPage,
    departmentSections,
    ...organisationTabs,
    ...ownBlocks,
    projectCard,
    userCard,
    groupCard,
    ...homeWidgets,
    pageTitle,
  ],
});
