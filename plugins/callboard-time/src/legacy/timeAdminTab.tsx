import type { LegacyTab } from '@callboard/plugin-callboard-react/legacy';
import { TimeAdminPage } from './plugin';

/** The admin page for time, one of the `adminTabs` of `callboardRoutes`. @public */
export const timeAdminTab: LegacyTab = {
  path: '/time',
  title: 'Time',
  element: <TimeAdminPage />,
};
