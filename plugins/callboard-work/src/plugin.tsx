import {
  AppRootElementBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { LoadingState, withSkeleton } from '@callboard/plugin-callboard-react';
import AssignmentOutlinedIcon from '@mui/icons-material/AssignmentOutlined';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import { lazy, Suspense } from 'react';
import { myWorkCard } from './mine/myWorkCard';
import {
  catalogRouteRef,
  entityWorkRouteRef,
  myWorkRouteRef,
  projectsRouteRef,
  workItemRouteRef,
} from './routes';
import { itemSections } from './drawer/itemSections';
import { searchExtensions } from './search/searchExtensions';

/** The kinds that can be a project unless the portal is configured otherwise. */
const canBeProject = { kind: { $in: ['system', 'component'] } };

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/work',
    title: 'Work',
    filter: canBeProject,
    routeRef: entityWorkRouteRef,
    loader: withSkeleton(
      () =>
        import('./entity/EntityWorkContent').then(m => <m.EntityWorkContent />),
      <LoadingState rows={10} rowHeight={40} />,
    ),
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: canBeProject,
    loader: () =>
      import('./entity/EntityWorkCard').then(m => <m.EntityWorkCard />),
  },
});

const projectsPage = PageBlueprint.make({
  name: 'projects',
  params: {
    path: '/projects',
    title: 'Projects',
    icon: <ViewKanbanOutlinedIcon fontSize="inherit" />,
    routeRef: projectsRouteRef,
    loader: withSkeleton(() =>
      import('./projects/ProjectsPage').then(m => <m.ProjectsPage />),
    ),
  },
});

const myWorkPage = PageBlueprint.make({
  params: {
    path: '/my-work',
    title: 'My work',
    icon: <AssignmentOutlinedIcon fontSize="inherit" />,
    routeRef: myWorkRouteRef,
    loader: withSkeleton(() =>
      import('./mine/MyWorkPage').then(m => <m.MyWorkPage />),
    ),
  },
});

const workItemPage = PageBlueprint.make({
  name: 'item',
  params: {
    path: '/work/:workspace/:identifier',
    title: 'Work',
    routeRef: workItemRouteRef,
    loader: withSkeleton(() =>
      import('./item/WorkItemPage').then(m => <m.WorkItemPage />),
    ),
  },
});

const myWorkWidget = HomePageWidgetBlueprint.make({
  params: {
    ...myWorkCard,
    components: () =>
      import('./mine/MyWorkWidget').then(m => ({ Content: m.MyWorkWidget })),
  },
});

const CreateHost = lazy(() =>
  import('./create/CreateAnywhere').then(m => ({ default: m.CreateHost })),
);

const create = AppRootElementBlueprint.make({
  name: 'create',
  params: {
    element: (
      <Suspense fallback={null}>
        <CreateHost />
      </Suspense>
    ),
  },
});

/**
 * The projects of workspaces, work items on entity pages, the reader's work, and the settings of
 * projects.
 *
 * @public
 */
export const callboardWorkPlugin = createFrontendPlugin({
  pluginId: 'callboard-work',
  title: 'Work',
  icon: <AssignmentOutlinedIcon fontSize="inherit" />,
  routes: {
    root: myWorkRouteRef,
    projects: projectsRouteRef,
    workItem: workItemRouteRef,
    entityContent: entityWorkRouteRef,
  },
  externalRoutes: { catalog: catalogRouteRef },
  info: { packageJson: () => import('../package.json') },
  extensions: [
    projectsPage,
    myWorkPage,
    workItemPage,
    entityContent,
    entityCard,
    myWorkWidget,
    itemSections,
    create,
    ...searchExtensions,
  ],
});
