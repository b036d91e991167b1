import type { LegacyTab } from '@callboard/plugin-callboard-react/legacy';
import { TimeAdminPage } from './plugin';

/** What admins settle about time, as one of the `adminTabs` of `callboardRoutes`. @public */
export const timeAdminTab: LegacyTab = {
  path: '/time',
  title: 'Time',
  element: <TimeAdminPage />,
};
