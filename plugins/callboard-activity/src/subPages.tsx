import {
  mayReadAllActivity,
  withSkeleton,
} from '@callboard/plugin-callboard-react';
import { activityTrackerRouteRef } from './routes';

/** The tab with the activity of a workspace. */
export const workspaceSubPage = {
  path: 'workspace',
  title: 'Workspace',
  loader: withSkeleton(() =>
    import('./pages/WorkspaceActivityPage').then(m => (
      <m.WorkspaceActivityPage />
    )),
  ),
};

/** The tab with the reader's own activity. */
export const mineSubPage = {
  path: 'mine',
  title: 'My activity',
  loader: withSkeleton(() =>
    import('./pages/MyActivityPage').then(m => <m.MyActivityPage />),
  ),
};

/** The tab of the admin page with the activity of everybody. */
export const trackerSubPage = {
  path: 'activity-tracker',
  title: 'Activity Tracker',
  isOpen: mayReadAllActivity,
  routeRef: activityTrackerRouteRef,
  loader: () =>
    import('./pages/ActivityTrackerPage').then(m => <m.ActivityTrackerPage />),
};
