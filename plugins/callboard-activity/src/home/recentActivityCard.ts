/** The home page widget's metadata, for both frontend systems. */
export const recentActivityCard = {
  name: 'CallboardRecentActivity',
  title: 'Recent activity',
  description: 'Recent activity in your workspace.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
