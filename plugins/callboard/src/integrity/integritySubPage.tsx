import { isSuperAdmin } from '@callboard/plugin-callboard-react';
/** The tab that says whether the activity log is as it was written. */
export const integritySubPage = {
  path: 'integrity',
  title: 'Integrity',
  isOpen: isSuperAdmin,
  loader: async () => {
    const { IntegrityPage } = await import('./IntegrityPage');
    return <IntegrityPage />;
  },
};
