import { isSuperAdmin } from '@callboard/plugin-callboard-react';
/** The tab about assistants. */
export const assistantsSubPage = {
  path: 'assistants',
  title: 'AI assistants',
  isOpen: isSuperAdmin,
  loader: async () => {
    const { AssistantsPage } = await import('./AssistantsPage');
    return <AssistantsPage />;
  },
};
