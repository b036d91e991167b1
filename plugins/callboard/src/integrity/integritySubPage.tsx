/** The tab that says whether the activity log is as it was written. */
export const integritySubPage = {
  path: 'integrity',
  title: 'Integrity',
  loader: async () => {
    const { IntegrityPage } = await import('./IntegrityPage');
    return <IntegrityPage />;
  },
};
