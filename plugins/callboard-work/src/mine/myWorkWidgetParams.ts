export const myWorkWidgetParams = {
  name: 'CallboardMyWork',
  title: 'My work',
  description:
    'Open work items assigned to you, created by you, or followed by you.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
