import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import {
  attachAdminBlock,
  wrapForLegacySystem,
} from '@callboard/plugin-callboard-react/legacy';
import { projectChangesCard } from '../home/projectChangesCard';
import { recentActivityCard } from '../home/recentActivityCard';
import {
  activityRouteRef,
  activityTrackerRouteRef,
  entityActivityRouteRef,
  projectsExternalRouteRef,
} from '../routes';
import { trackerBlock } from '../trackerBlock';

const routes = {
  root: convertLegacyRouteRef(activityRouteRef),
  tracker: convertLegacyRouteRef(activityTrackerRouteRef),
  entityContent: convertLegacyRouteRef(entityActivityRouteRef),
};

/**
 * The Activity Tracker, the activity of workspaces, the reader's own activity, and the history on
 * entity pages.
 *
 * @public
 */
export const callboardActivityPlugin = createPlugin({
  id: 'callboard-activity',
  routes,
  externalRoutes: {
    projects: convertLegacyRouteRef(projectsExternalRouteRef),
  },
});

/** The activity of a workspace, and the reader's own. @public */
export const ActivityPage = callboardActivityPlugin.provide(
  createRoutableExtension({
    name: 'ActivityPage',
    mountPoint: routes.root,
    component: wrapForLegacySystem(() =>
      import('./ActivityPage').then(m => m.ActivityPage),
    ),
  }),
);

/**
 * The activity of all users: a page, or, in a `CallboardLayout.Route`, a tab of the admin page.
 *
 * @public
 */
export const ActivityTrackerPage = callboardActivityPlugin.provide(
  createRoutableExtension({
    name: 'ActivityTrackerPage',
    mountPoint: routes.tracker,
    component: wrapForLegacySystem(() =>
      import('./TrackerPage').then(m => m.TrackerPage),
    ),
  }),
);
attachAdminBlock(ActivityTrackerPage, trackerBlock);

/** The tab with the history of an entity. @public */
export const EntityActivityContent = callboardActivityPlugin.provide(
  createRoutableExtension({
    name: 'EntityActivityContent',
    mountPoint: routes.entityContent,
    component: wrapForLegacySystem(() =>
      import('../entity/EntityActivityContent').then(
        m => m.EntityActivityContent,
      ),
    ),
  }),
);

/** The latest actions on an entity, as a card. @public */
export const EntityActivityCard = callboardActivityPlugin.provide(
  createComponentExtension({
    name: 'EntityActivityCard',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('../entity/EntityActivityCard').then(m => m.EntityActivityCard),
      ),
    },
  }),
);

/** The latest actions in the default workspace, on the home page. @public */
export const HomeRecentActivity = callboardActivityPlugin.provide(
  createCardExtension({
    ...recentActivityCard,
    components: async () => ({
      Content: await wrapForLegacySystem(() =>
        import('../home/RecentActivity').then(m => m.RecentActivity),
      )(),
    }),
  }),
);

/** The latest changes in the reader's own projects, on the home page. @public */
export const HomeProjectChanges = callboardActivityPlugin.provide(
  createCardExtension({
    ...projectChangesCard,
    components: async () => ({
      Content: await wrapForLegacySystem(() =>
        import('../home/ProjectChanges').then(m => m.ProjectChanges),
      )(),
    }),
  }),
);
