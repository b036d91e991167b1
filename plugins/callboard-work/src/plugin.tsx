import {
  AppRootElementBlueprint,
  createFrontendPlugin,
  PageBlueprint,
  ApiBlueprint,
  createExtensionInput,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  LoadingState,
  withSkeleton,
  sortPageSections,
  workItemSectionDataRef,
  workItemSectionsApiRef,
} from '@callboard/plugin-callboard-react';
import AssignmentOutlinedIcon from '@mui/icons-material/AssignmentOutlined';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import { lazy, Suspense } from 'react';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { WORK_ITEM_SEARCH_TYPE } from '@callboard/plugin-callboard-common';
import { myWorkWidgetParams } from './mine/myWorkWidgetParams';
import {
  catalogRouteRef,
  entityWorkRouteRef,
  myWorkRouteRef,
  projectsRouteRef,
  workItemRouteRef,
} from './routes';

const itemSections = ApiBlueprint.makeWithOverrides({
  name: 'item-sections',
  inputs: { sections: createExtensionInput([workItemSectionDataRef]) },
  factory: (originalFactory, { inputs }) =>
    originalFactory(defineParams =>
      defineParams({
        api: workItemSectionsApiRef,
        deps: {},
        factory: () =>
          sortPageSections(
            inputs.sections.map(section => section.get(workItemSectionDataRef)),
          ),
      }),
    ),
});

const searchExtensions = [
  SearchResultListItemBlueprint.make({
    params: {
      predicate: ({ type }) => type === WORK_ITEM_SEARCH_TYPE,
      component: () =>
        import('./WorkItemSearchResult').then(m => m.WorkItemSearchResult),
    },
  }),
  SearchFilterResultTypeBlueprint.make({
    name: 'work-items',
    params: {
      value: WORK_ITEM_SEARCH_TYPE,
      name: 'Work items',
      icon: <AssignmentOutlinedIcon />,
    },
  }),
];

/** By default, entities of these kinds can have projects. */
const projectEntityFilter = { kind: { $in: ['system', 'component'] } };

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/work',
    title: 'Work',
    filter: projectEntityFilter,
    routeRef: entityWorkRouteRef,
    loader: withSkeleton(
      () => import('./entity/WorkTab').then(m => <m.WorkTab />),
      <LoadingState rows={10} rowHeight={40} />,
    ),
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: projectEntityFilter,
    loader: () => import('./entity/WorkCard').then(m => <m.WorkCard />),
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
      import('./projects/ProjectsContent').then(m => <m.ProjectsContent />),
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
      import('./mine/MyWorkContent').then(m => <m.MyWorkContent />),
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
      import('./item/WorkItemContent').then(m => <m.WorkItemContent />),
    ),
  },
});

const myWorkWidget = HomePageWidgetBlueprint.make({
  params: {
    ...myWorkWidgetParams,
    components: () =>
      import('./mine/MyWorkWidget').then(m => ({ Content: m.MyWorkWidget })),
  },
});

const CreateItemCommand = lazy(() =>
  import('./item/CreateAnywhere').then(m => ({ default: m.CreateItemCommand })),
);

const createCommandElement = AppRootElementBlueprint.make({
  name: 'create',
  params: {
    element: (
      <Suspense fallback={null}>
        <CreateItemCommand />
      </Suspense>
    ),
  },
});

/**
 * The plugin with the Projects page, the user's work, the page of a work item, and the Work tab
 * and card of entities. The Work tab contains the project's settings.
 *
 * @public
 */
const callboardWorkPlugin = createFrontendPlugin({
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
    createCommandElement,
    ...searchExtensions,
  ],
});
export default callboardWorkPlugin;
