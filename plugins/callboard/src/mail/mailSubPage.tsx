import { isSuperAdmin } from '@callboard/plugin-callboard-react';
/** The tab about outgoing emails. */
export const mailSubPage = {
  path: 'mail',
  title: 'Email',
  isOpen: isSuperAdmin,
  loader: async () => {
    const { MailPage } = await import('./MailPage');
    return <MailPage />;
  },
};
