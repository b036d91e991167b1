/** What the home page says of the widget, on either frontend system. */
export const myWorkCard = {
  name: 'CallboardMyWork',
  title: 'My work',
  description: 'Open work items assigned to you.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
