import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { WORK_ITEM_SEARCH_TYPE } from '@callboard/plugin-callboard-common';
import {
  wrapForLegacySystem,
  wrapPageForLegacySystem,
} from '@callboard/plugin-callboard-react/legacy';
import { Route } from 'react-router-dom';
import { myWorkWidgetParams } from '../mine/myWorkWidgetParams';
import {
  catalogRouteRef,
  entityWorkRouteRef,
  myWorkRouteRef,
  projectsRouteRef,
  workItemRouteRef,
} from '../routes';
import type { WorkItemSearchResultProps } from '../WorkItemSearchResult';

const routes = {
  root: convertLegacyRouteRef(myWorkRouteRef),
  projects: convertLegacyRouteRef(projectsRouteRef),
  workItem: convertLegacyRouteRef(workItemRouteRef),
  entityContent: convertLegacyRouteRef(entityWorkRouteRef),
};

/**
 * The projects of workspaces, work items on entity pages, the user's work, and the settings of
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
    component: wrapPageForLegacySystem('Projects', () =>
      import('../projects/ProjectsContent').then(m => m.ProjectsContent),
    ),
  }),
);

/** The items that the user is assigned to, created or follows. @public */
export const MyWorkPage = callboardWorkPlugin.provide(
  createRoutableExtension({
    name: 'MyWorkPage',
    mountPoint: routes.root,
    component: wrapPageForLegacySystem('My work', () =>
      import('../mine/MyWorkContent').then(m => m.MyWorkContent),
    ),
  }),
);

/** A work item on its own page. @public */
export const WorkItemPage = callboardWorkPlugin.provide(
  createRoutableExtension({
    name: 'WorkItemPage',
    mountPoint: routes.workItem,
    component: wrapPageForLegacySystem('Work', () =>
      import('../item/WorkItemContent').then(m => m.WorkItemContent),
    ),
  }),
);

/** The tab with the work items of an entity's project. @public */
export const EntityWorkContent = callboardWorkPlugin.provide(
  createRoutableExtension({
    name: 'EntityWorkContent',
    mountPoint: routes.entityContent,
    component: wrapForLegacySystem(() =>
      import('../entity/WorkTab').then(m => m.WorkTab),
    ),
  }),
);

/** The number of items of an entity's project, as a card. @public */
export const EntityWorkCard = callboardWorkPlugin.provide(
  createComponentExtension({
    name: 'EntityWorkCard',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('../entity/WorkCard').then(m => m.WorkCard),
      ),
    },
  }),
);

/** The open items that the user is assigned to, created or follows, on the home page. @public */
export const HomeMyWork = callboardWorkPlugin.provide(
  createCardExtension({
    ...myWorkWidgetParams,
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
      import('../WorkItemSearchResult').then(
        m =>
          m.WorkItemSearchResult as (
            props: WorkItemSearchResultProps,
          ) => JSX.Element,
      ),
    ),
    predicate: ({ type }) => type === WORK_ITEM_SEARCH_TYPE,
  }),
);

/**
 * The routes of the Projects, My work and work item pages at their default paths, for use as
 * children of `FlatRoutes`. For other paths, use `ProjectsPage`, `MyWorkPage` and `WorkItemPage`.
 *
 * @public
 */
export function callboardWorkRoutes(): JSX.Element {
  return (
    <>
      <Route path="/projects" element={<ProjectsPage />} />
      <Route path="/my-work" element={<MyWorkPage />} />
      <Route path="/work/:workspace/:identifier" element={<WorkItemPage />} />
    </>
  );
}
