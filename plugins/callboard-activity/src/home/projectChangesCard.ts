/** What the home page says of the widget, on either frontend system. */
export const projectChangesCard = {
  name: 'CallboardProjectChanges',
  title: 'Changed in my projects',
  description: 'What changed last in the projects you are in.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
