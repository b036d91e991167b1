import { isSuperAdmin } from '@callboard/plugin-callboard-react';
/** The tab about the activity log's integrity. */
export const integritySubPage = {
  path: 'integrity',
  title: 'Integrity',
  isOpen: isSuperAdmin,
  loader: async () => {
    const { IntegrityPage } = await import('./IntegrityPage');
    return <IntegrityPage />;
  },
};
