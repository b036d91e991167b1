import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { importFinishedRule } from '../../../imports/importFinishedRule';

/** Notifications about worklog imports. */
export const importNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'worklog.imported',
      label: 'Time entry import finished',
      channels: { email: false },
    },
  ],
  rules: [
    importFinishedRule({
      entityType: 'worklog',
      type: 'worklog.imported',
      title: 'Time entry import finished',
      getTargetPath: slug => `/my-time?workspace=${slug}`,
    }),
  ],
};
