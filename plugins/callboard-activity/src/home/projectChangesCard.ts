/** The home page widget's metadata, for both frontend systems. */
export const projectChangesCard = {
  name: 'CallboardProjectChanges',
  title: 'Changed in my projects',
  description: 'What changed last in the projects you are in.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
