/** What the home page says of the widget, on either frontend system. */
export const myWorkCard = {
  name: 'CallboardMyWork',
  title: 'My work',
  description: 'What is assigned to you and not done yet.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
