/** What the home page says of the widget, on either frontend system. */
export const notificationsCard = {
  name: 'CallboardNotifications',
  title: 'Notifications',
  description: 'What you have been told last, and not read yet.',
  layout: { width: { minColumns: 4 }, height: { minRows: 4 } },
};
