import {
  createFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { AdminBlockBlueprint } from '@callboard/plugin-callboard-react';
import HistoryIcon from '@mui/icons-material/History';
import ManageSearchIcon from '@mui/icons-material/ManageSearch';
import { activityRouteRef, activityTrackerRouteRef } from './routes';

const trackerPage = SubPageBlueprint.make({
  name: 'activity-tracker',
  attachTo: { id: 'page:callboard', input: 'pages' },
  params: {
    path: 'activity-tracker',
    title: 'Activity Tracker',
    routeRef: activityTrackerRouteRef,
    loader: () =>
      import('./pages/ActivityTrackerPage').then(m => (
        <m.ActivityTrackerPage />
      )),
  },
});

const trackerBlock = AdminBlockBlueprint.make({
  name: 'activity-tracker',
  params: {
    title: 'Activity Tracker',
    description: 'Who did what, when and to what, with before and after.',
    icon: <ManageSearchIcon />,
    to: '/callboard/activity-tracker',
    order: 10,
    forOthers: true,
  },
});

const activityPage = PageBlueprint.make({
  params: {
    path: '/activity',
    title: 'Activity',
    icon: <HistoryIcon fontSize="inherit" />,
    routeRef: activityRouteRef,
  },
});

const workspacePage = SubPageBlueprint.make({
  name: 'workspace',
  params: {
    path: 'workspace',
    title: 'Workspace',
    loader: () =>
      import('./pages/WorkspaceActivityPage').then(m => (
        <m.WorkspaceActivityPage />
      )),
  },
});

const minePage = SubPageBlueprint.make({
  name: 'mine',
  params: {
    path: 'mine',
    title: 'My activity',
    loader: () =>
      import('./pages/MyActivityPage').then(m => <m.MyActivityPage />),
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: '/activity',
    title: 'Activity',
    loader: () =>
      import('./entity/EntityActivityContent').then(m => (
        <m.EntityActivityContent />
      )),
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'content',
    loader: () =>
      import('./entity/EntityActivityCard').then(m => <m.EntityActivityCard />),
  },
});

const recentActivityWidget = HomePageWidgetBlueprint.make({
  params: {
    name: 'CallboardRecentActivity',
    title: 'Recent activity',
    description: 'What happened last in your workspace.',
    layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
    components: () =>
      import('./home/RecentActivity').then(m => ({
        Content: m.RecentActivity,
      })),
  },
});

/**
 * Activity Tracker, the activity of workspaces and one's own, and the history
 * on entity pages.
 *
 * @public
 */
export const callboardActivityPlugin = createFrontendPlugin({
  pluginId: 'callboard-activity',
  title: 'Activity',
  icon: <HistoryIcon fontSize="inherit" />,
  routes: { root: activityRouteRef, tracker: activityTrackerRouteRef },
  info: { packageJson: () => import('../package.json') },
  extensions: [
    activityPage,
    workspacePage,
    minePage,
    trackerPage,
    trackerBlock,
    entityContent,
    entityCard,
    recentActivityWidget,
  ],
});
