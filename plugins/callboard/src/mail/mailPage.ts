import {
  isSuperAdmin,
  makeAdminSubPage,
} from '@callboard/plugin-callboard-react';
import { mailSubPage } from './mailSubPage';

/** The tab of the admin page with what became of mails. */
export const mailPage = makeAdminSubPage({
  name: 'mail',
  params: mailSubPage,
  isOpen: isSuperAdmin,
});
