import { isSuperAdmin } from '@callboard/plugin-callboard-react';
/** The tab for retention and erasure. */
export const dataSubPage = {
  path: 'data',
  title: 'Data',
  isOpen: isSuperAdmin,
  loader: async () => {
    const { DataPage } = await import('./DataPage');
    return <DataPage />;
  },
};
