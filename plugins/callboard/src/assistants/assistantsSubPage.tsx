/** The tab that says what assistants can do for people. */
export const assistantsSubPage = {
  path: 'assistants',
  title: 'Assistants',
  loader: async () => {
    const { AssistantsPage } = await import('./AssistantsPage');
    return <AssistantsPage />;
  },
};
