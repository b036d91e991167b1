/** The home page widget's metadata, for both frontend systems. */
export const notificationsCard = {
  name: 'CallboardNotifications',
  title: 'Notifications',
  description: 'What you have been told last, and not read yet.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
