import {
  isSuperAdmin,
  makeAdminSubPage,
} from '@callboard/plugin-callboard-react';
import { integritySubPage } from './integritySubPage';

/** The tab of the admin page that says whether the activity log is as it was written. */
export const integrityPage = makeAdminSubPage({
  name: 'integrity',
  params: integritySubPage,
  isOpen: isSuperAdmin,
});
