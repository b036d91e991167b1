import {
  isSuperAdmin,
  makeAdminSubPage,
} from '@callboard/plugin-callboard-react';
import { assistantsSubPage } from './assistantsSubPage';

/** The tab of the admin page that says what assistants can do for people. */
export const assistantsPage = makeAdminSubPage({
  name: 'assistants',
  params: assistantsSubPage,
  isOpen: isSuperAdmin,
});
