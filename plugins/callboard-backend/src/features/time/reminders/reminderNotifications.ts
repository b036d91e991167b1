import { NotificationDeclarations } from '@callboard/plugin-callboard-node';

/** Notifications for people who have not logged their day; no change event triggers them. */
export const reminderNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'worklog.reminder',
      label: 'Reminder to log your time',
      description:
        'Once per working day if you logged less than expected and the workspace sends reminders.',
    },
  ],
  rules: [],
};
