import {
  createFrontendPlugin,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  AdminBlockBlueprint,
  LoadingState,
  makeAdminSubPage,
  TabbedPageBlueprint,
  withSkeleton,
} from '@callboard/plugin-callboard-react';
import HistoryIcon from '@mui/icons-material/History';
import {
  projectChangesWidgetParams,
  recentActivityWidgetParams,
  myActivitySubPage,
  trackerSubPage,
  workspaceSubPage,
  trackerBlock,
} from './extensionParams';
import {
  activityRouteRef,
  activityTrackerRouteRef,
  entityActivityRouteRef,
  projectsExternalRouteRef,
} from './routes';

const trackerPage = makeAdminSubPage({
  name: 'activity-tracker',
  params: trackerSubPage,
});

const trackerBlockExtension = AdminBlockBlueprint.make({
  name: 'activity-tracker',
  params: { ...trackerBlock, to: '/callboard/activity-tracker' },
});

const activityPage = TabbedPageBlueprint.make({
  params: {
    path: '/activity',
    title: 'Activity',
    icon: <HistoryIcon fontSize="inherit" />,
    routeRef: activityRouteRef,
  },
});

const workspacePage = SubPageBlueprint.make({
  name: 'workspace',
  params: workspaceSubPage,
});

const myActivityPage = SubPageBlueprint.make({
  name: 'mine',
  params: myActivitySubPage,
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/activity',
    title: 'Activity',
    routeRef: entityActivityRouteRef,
    loader: withSkeleton(
      () => import('./entity/ActivityTab').then(m => <m.ActivityTab />),
      <LoadingState rows={10} rowHeight={40} />,
    ),
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    loader: () => import('./entity/ActivityCard').then(m => <m.ActivityCard />),
  },
});

const recentActivityWidget = HomePageWidgetBlueprint.make({
  params: {
    ...recentActivityWidgetParams,
    components: () =>
      import('./home/RecentActivity').then(m => ({
        Content: m.RecentActivity,
      })),
  },
});

const projectChangesWidget = HomePageWidgetBlueprint.make({
  name: 'project-changes',
  params: {
    ...projectChangesWidgetParams,
    components: () =>
      import('./home/ProjectChanges').then(m => ({
        Content: m.ProjectChanges,
      })),
  },
});

/**
 * The Activity Tracker, the activity of workspaces, the reader's own activity, and the history on
 * entity pages.
 *
 * @public
 */
const callboardActivityPlugin = createFrontendPlugin({
  pluginId: 'callboard-activity',
  title: 'Activity',
  icon: <HistoryIcon fontSize="inherit" />,
  routes: {
    root: activityRouteRef,
    tracker: activityTrackerRouteRef,
    entityContent: entityActivityRouteRef,
  },
  externalRoutes: { projects: projectsExternalRouteRef },
  info: { packageJson: () => import('../package.json') },
  extensions: [
    activityPage,
    workspacePage,
    myActivityPage,
    trackerPage,
    trackerBlockExtension,
    entityContent,
    entityCard,
    recentActivityWidget,
    projectChangesWidget,
  ],
});
export default callboardActivityPlugin;
