import { makeAdminSubPage } from '@callboard/plugin-callboard-react';
import { announcementsSubPage } from './announcementsSubPage';

/** The tab of the admin page with the announcements of a workspace. */
export const announcementsPage = makeAdminSubPage({
  name: 'announcements',
  params: announcementsSubPage,
  isOpen: access => access.may_administrate,
});
