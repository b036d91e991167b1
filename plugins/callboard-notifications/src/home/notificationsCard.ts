/** The home page widget's metadata, for both frontend systems. */
export const notificationsCard = {
  name: 'CallboardNotifications',
  title: 'Notifications',
  description: 'Your latest unread notifications.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
