import type { LegacyTab } from '@callboard/plugin-callboard-react/legacy';
import { ActivityTrackerPage } from './plugin';

/** The Activity Tracker as one of the `adminTabs` of `callboardRoutes`. @public */
export const activityTrackerTab: LegacyTab = {
  path: '/activity-tracker',
  title: 'Activity Tracker',
  element: <ActivityTrackerPage />,
};
