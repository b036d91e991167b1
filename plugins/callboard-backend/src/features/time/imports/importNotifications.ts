import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { importFinishedRule } from '../../../imports/importFinishedRule';

/** Notifications about worklog imports. */
export const importNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'worklog.imported',
      label: 'Your import of time is finished',
      channels: { email: false },
    },
  ],
  rules: [
    importFinishedRule({
      of: 'worklog',
      type: 'worklog.imported',
      title: 'Your import of time is finished',
      pathIn: slug => `/my-time?workspace=${slug}`,
    }),
  ],
};
