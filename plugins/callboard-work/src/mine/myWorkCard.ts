/** The home page widget's metadata, for both frontend systems. */
export const myWorkCard = {
  name: 'CallboardMyWork',
  title: 'My work',
  description: 'Open work items that you are assigned to, created or follow.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
