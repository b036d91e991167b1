import { isSuperAdmin } from '@callboard/plugin-callboard-react';
/** The tab for how long things are kept, and for erasing people. */
export const dataSubPage = {
  path: 'data',
  title: 'Data',
  isOpen: isSuperAdmin,
  loader: async () => {
    const { DataPage } = await import('./DataPage');
    return <DataPage />;
  },
};
