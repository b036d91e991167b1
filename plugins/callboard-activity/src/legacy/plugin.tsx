import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import {
  attachAdminBlock,
  createLegacyTab,
  LegacyPage,
  wrapForLegacySystem,
  wrapPageForLegacySystem,
  type LegacyTab,
} from '@callboard/plugin-callboard-react/legacy';
import { Route } from 'react-router-dom';
import {
  myActivitySubPage,
  projectChangesWidgetParams,
  recentActivityWidgetParams,
  trackerBlock,
  workspaceSubPage,
} from '../extensionParams';
import {
  activityRouteRef,
  activityTrackerRouteRef,
  entityActivityRouteRef,
  projectsExternalRouteRef,
} from '../routes';

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

/** The page with the activity of a workspace and the reader's own activity. @public */
export const ActivityPage = callboardActivityPlugin.provide(
  createRoutableExtension({
    name: 'ActivityPage',
    mountPoint: routes.root,
    component: wrapForLegacySystem(async () => {
      const tabs = [workspaceSubPage, myActivitySubPage].map(createLegacyTab);
      return (props: { title?: string }) => (
        <LegacyPage title={props.title ?? 'Activity'} tabs={tabs} />
      );
    }),
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
    // Inside the admin page, the page has no second header.
    component: wrapPageForLegacySystem('Activity Tracker', () =>
      import('../pages/ActivityTrackerContent').then(
        m => m.ActivityTrackerContent,
      ),
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
      import('../entity/ActivityTab').then(m => m.ActivityTab),
    ),
  }),
);

/** The latest actions on an entity, as a card. @public */
export const EntityActivityCard = callboardActivityPlugin.provide(
  createComponentExtension({
    name: 'EntityActivityCard',
    component: {
      lazy: wrapForLegacySystem(() =>
        import('../entity/ActivityCard').then(m => m.ActivityCard),
      ),
    },
  }),
);

/** The latest actions in the default workspace, on the home page. @public */
export const HomeRecentActivity = callboardActivityPlugin.provide(
  createCardExtension({
    ...recentActivityWidgetParams,
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
    ...projectChangesWidgetParams,
    components: async () => ({
      Content: await wrapForLegacySystem(() =>
        import('../home/ProjectChanges').then(m => m.ProjectChanges),
      )(),
    }),
  }),
);

/** The Activity Tracker as one of the `adminTabs` of `callboardRoutes`. @public */
export const activityTrackerTab: LegacyTab = {
  path: '/activity-tracker',
  title: 'Activity Tracker',
  element: <ActivityTrackerPage />,
};

/**
 * Returns the route of the Activity page at its usual path. Add it to the children of `FlatRoutes`.
 * For another path, use `ActivityPage` in a route of your own.
 *
 * @public
 */
export function callboardActivityRoutes(): JSX.Element {
  return <Route path="/activity" element={<ActivityPage />} />;
}
