import {
  canReadAllActivity,
  withSkeleton,
} from '@callboard/plugin-callboard-react';
import ManageSearchIcon from '@mui/icons-material/ManageSearch';
import { activityTrackerRouteRef } from './routes';

/** The metadata of the home-page widget "Recent activity", for both frontend systems. */
export const recentActivityWidgetParams = {
  name: 'CallboardRecentActivity',
  title: 'Recent activity',
  description: 'Recent activity in your workspace.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};

/** The metadata of the home-page widget "Changed in my projects", for both frontend systems. */
export const projectChangesWidgetParams = {
  name: 'CallboardProjectChanges',
  title: 'Changed in my projects',
  description: 'Recent changes in your projects.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};

export const workspaceSubPage = {
  path: 'workspace',
  title: 'Workspace',
  loader: withSkeleton(() =>
    import('./pages/WorkspaceActivityPage').then(m => (
      <m.WorkspaceActivityPage />
    )),
  ),
};

export const myActivitySubPage = {
  path: 'mine',
  title: 'My activity',
  loader: withSkeleton(() =>
    import('./pages/MyActivityPage').then(m => <m.MyActivityPage />),
  ),
};

export const trackerSubPage = {
  path: 'activity-tracker',
  title: 'Activity Tracker',
  isOpen: canReadAllActivity,
  routeRef: activityTrackerRouteRef,
  loader: () =>
    import('./pages/ActivityTrackerContent').then(m => (
      <m.ActivityTrackerContent />
    )),
};

export const trackerBlock = {
  title: 'Activity Tracker',
  description: 'See who changed what and when, with old and new values.',
  icon: <ManageSearchIcon />,
  order: 10,
  isOpen: canReadAllActivity,
};
