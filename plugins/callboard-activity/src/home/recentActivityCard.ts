/** What the home page says of the widget, on either frontend system. */
export const recentActivityCard = {
  name: 'CallboardRecentActivity',
  title: 'Recent activity',
  description: 'What happened last in your workspace.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
