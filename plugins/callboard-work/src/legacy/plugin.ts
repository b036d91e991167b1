import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { wrapForLegacySystem } from '@callboard/plugin-callboard-react/legacy';
import { myWorkCard } from '../mine/myWorkCard';
import {
  catalogRouteRef,
  entityWorkRouteRef,
  myWorkRouteRef,
  projectsRouteRef,
  workItemRouteRef,
} from '../routes';
import { isWorkItem } from '../search/isWorkItem';
import type { WorkItemSearchResultProps } from '../search/WorkItemSearchResult';

const routes = {
  root: convertLegacyRouteRef(myWorkRouteRef),
  projects: convertLegacyRouteRef(projectsRouteRef),
  workItem: convertLegacyRouteRef(workItemRouteRef),
  entityContent: convertLegacyRouteRef(entityWorkRouteRef),
};

/**
 * The projects of workspaces, work items on entity pages, the reader's work, and the settings of
 * projects.
 *
 * @public
 */
export const callboardWorkPlugin = createPlugin({
  id: 'callboard-work',
  routes,
  externalRoutes: { catalog: convertLegacyRouteRef(catalogRouteRef) },
});

/** The projects of a workspace. @public */
export const ProjectsPage = callboardWorkPlugin.provide(
  createRoutableExtension({
    name: 'ProjectsPage',
    mountPoint: routes.projects,
    component: wrapForLegacySystem(() =>
      import('./LegacyProjectsPage').then(m => m.LegacyProjectsPage),
    ),
  }),
);

/** The items assigned to the reader. @public */
export const MyWorkPage = callboardWorkPlugin.provide(
  createRoutableExtension({
    name: 'MyWorkPage',
    mountPoint: routes.root,
    component: wrapForLegacySystem(() =>
      import('./WorkPage').then(m => m.WorkPage),
    ),
  }),
);

/** A work item on its own page. @public */
export const WorkItemPage = callboardWorkPlugin.provide(
  createRoutableExtension({
    name: 'WorkItemPage',
    mountPoint: routes.workItem,
    component: wrapForLegacySystem(() =>
      import('./LegacyWorkItemPage').then(m => m.LegacyWorkItemPage),
    ),
  }),
);

/** The tab with the work items of an entity's project. @public */
export const EntityWorkContent = callboardWorkPlugin.provide(
  createRoutableExtension({
    name: 'EntityWorkContent',
    mountPoint: routes.entityContent,
    component: wrapForLegacySystem(() =>
      import('../entity/EntityWorkContent').then(m => m.EntityWorkContent),
    ),
  }),
);

/** The number of items of an entity's project, as a card. @public */
export const EntityWorkCard = callboardWorkPlugin.provide(
  createComponentExtension({
    name: 'EntityWorkCard',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('../entity/EntityWorkCard').then(m => m.EntityWorkCard),
      ),
    },
  }),
);

/** The open items assigned to the reader, on the home page. @public */
export const HomeMyWork = callboardWorkPlugin.provide(
  createCardExtension({
    ...myWorkCard,
    components: async () => ({
      Content: await wrapForLegacySystem(() =>
        import('../mine/MyWorkWidget').then(m => m.MyWorkWidget),
      )(),
    }),
  }),
);

/** A work item among the results of the portal's search. @public */
export const WorkItemSearchResultListItem: (
  props: WorkItemSearchResultProps,
) => JSX.Element | null = callboardWorkPlugin.provide(
  createSearchResultListItemExtension({
    name: 'WorkItemSearchResultListItem',
    component: wrapForLegacySystem(() =>
      import('../search/WorkItemSearchResult').then(
        m =>
          m.WorkItemSearchResult as (
            props: WorkItemSearchResultProps,
          ) => JSX.Element,
      ),
    ),
    predicate: isWorkItem,
  }),
);
