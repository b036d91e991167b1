import { isSuperAdmin } from '@callboard/plugin-callboard-react';
/** The tab that says what assistants can do for people. */
export const assistantsSubPage = {
  path: 'assistants',
  title: 'Assistants',
  isOpen: isSuperAdmin,
  loader: async () => {
    const { AssistantsPage } = await import('./AssistantsPage');
    return <AssistantsPage />;
  },
};
