import {
  AppRootElementBlueprint,
  createExtensionInput,
  createFrontendPlugin,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  adminBlockDataRef,
  DefaultPageTitle,
  TabbedPageBlueprint,
  withSkeleton,
} from '@callboard/plugin-callboard-react';
import AdminPanelSettingsOutlinedIcon from '@mui/icons-material/AdminPanelSettingsOutlined';
import { adminBlocks } from './admin/adminBlocks';
import { adminSubPageExtensions } from './admin/adminSubPages';
import { homeWidgetParams } from './home/homeWidgetParams';
import {
  departmentSections,
  organisationPage,
  organisationSubPages,
} from './organisation/organisationPage';
import { callboardExternalRoutes, pluginRoutes, rootRouteRef } from './routes';

const adminPage = TabbedPageBlueprint.make({
  params: {
    path: '/callboard',
    title: 'Callboard admin',
    icon: <AdminPanelSettingsOutlinedIcon fontSize="small" />,
    routeRef: rootRouteRef,
  },
});

const overviewPage = SubPageBlueprint.makeWithOverrides({
  name: 'overview',
  inputs: { blocks: createExtensionInput([adminBlockDataRef]) },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: 'overview',
      title: 'Overview',
      loader: withSkeleton(async () => {
        const { AdminOverview } = await import('./admin/AdminOverview');
        return (
          <AdminOverview
            blocks={inputs.blocks.map(block => block.get(adminBlockDataRef))}
          />
        );
      }),
    }),
});

const projectCard = EntityCardBlueprint.make({
  name: 'project-people',
  params: {
    type: 'info',
    filter: { kind: { $in: ['system', 'component'] } },
    loader: () =>
      import('./organisation/cards/ProjectPeopleCard').then(m => (
        <m.ProjectPeopleCard />
      )),
  },
});

const userCard = EntityCardBlueprint.make({
  name: 'user-organisation',
  params: {
    type: 'info',
    filter: { kind: 'user' },
    loader: () =>
      import('./organisation/cards/UserOrganisationCard').then(m => (
        <m.UserOrganisationCard />
      )),
  },
});

const groupCard = EntityCardBlueprint.make({
  name: 'group-organisation',
  params: {
    type: 'info',
    filter: { kind: 'group' },
    loader: () =>
      import('./organisation/cards/GroupOrganisationCard').then(m => (
        <m.GroupOrganisationCard />
      )),
  },
});

const homeWidgets = [
  HomePageWidgetBlueprint.make({
    name: 'first-steps',
    params: {
      ...homeWidgetParams.firstSteps,
      components: () =>
        import('./home/FirstSteps').then(m => ({ Content: m.FirstSteps })),
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'critical-events',
    params: {
      ...homeWidgetParams.criticalEvents,
      components: () =>
        import('./home/CriticalEvents').then(m => ({
          Content: m.CriticalEvents,
        })),
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'my-team',
    params: {
      ...homeWidgetParams.myTeam,
      components: () =>
        import('./home/MyTeam').then(m => ({ Content: m.MyTeam })),
    },
  }),
];

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
