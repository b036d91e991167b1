import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import AdminPanelSettingsOutlinedIcon from '@mui/icons-material/AdminPanelSettingsOutlined';
import { adminPage } from './admin/adminPage';
import { overviewPage } from './admin/overviewPage';
import { departmentsBlock } from './organisation/departments/departmentsBlock';
import { departmentsPage } from './organisation/departments/departmentsPage';
import { organisationPage } from './organisation/organisationPage';
import {
  groupCard,
  projectCard,
  userCard,
} from './organisation/cards/organisationCards';
import { myProfilePage } from './organisation/me/myProfilePage';
import { peopleBlock } from './organisation/staff/peopleBlock';
import { peoplePage } from './organisation/staff/peoplePage';
import {
  departmentsRouteRef,
  importDepartmentsRouteRef,
  importPeopleRouteRef,
  myProfileRouteRef,
  organisationRouteRef,
  peopleRouteRef,
  personRouteRef,
  rootRouteRef,
  workspaceRouteRef,
  workspacesRouteRef,
  workspaceSettingsRouteRef,
} from './routes';
import { workspacesBlock } from './workspaces/workspacesBlock';
import { workspacesPage } from './workspaces/workspacesPage';

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
  // None is called `root`: the titles of both pages would lead there.
  routes: {
    admin: rootRouteRef,
    workspaces: workspacesRouteRef,
    workspace: workspaceRouteRef,
    workspaceSettings: workspaceSettingsRouteRef,
    organisation: organisationRouteRef,
    departments: departmentsRouteRef,
    importDepartments: importDepartmentsRouteRef,
    people: peopleRouteRef,
    person: personRouteRef,
    importPeople: importPeopleRouteRef,
    myProfile: myProfileRouteRef,
  },
  extensions: [
    adminPage,
    overviewPage,
    workspacesPage,
    workspacesBlock,
    organisationPage,
    departmentsPage,
    peoplePage,
    myProfilePage,
    departmentsBlock,
    peopleBlock,
    projectCard,
    userCard,
    groupCard,
  ],
});
