import { makeAdminSubPage } from '@callboard/plugin-callboard-react';
import { webhooksSubPage } from './webhooksSubPage';

/** The tab of the admin page with the webhooks. */
export const webhooksPage = makeAdminSubPage({
  name: 'webhooks',
  params: webhooksSubPage,
  isOpen: access => access.may_administrate,
});
