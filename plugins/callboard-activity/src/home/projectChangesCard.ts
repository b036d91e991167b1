/** The home page widget's metadata, for both frontend systems. */
export const projectChangesCard = {
  name: 'CallboardProjectChanges',
  title: 'Changed in my projects',
  description: 'Recent changes in your projects.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
