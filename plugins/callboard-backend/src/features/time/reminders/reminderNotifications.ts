import { NotificationDeclarations } from '@callboard/plugin-callboard-node';

/** Notifications for people who have not logged their day; no change event triggers them. */
export const reminderNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'worklog.reminder',
      label: 'Reminder to log your time',
      description:
        'Once a working day, where the workspace reminds people who have logged less than it expects.',
    },
  ],
  rules: [],
};
