import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { importFinishedRule } from '../../imports/importFinishedRule';

/** Notification types and rules of departments. */
export const departmentNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'department.imported',
      label: 'Your import of departments is finished',
      channels: { email: false },
    },
  ],
  rules: [
    importFinishedRule({
      of: 'department',
      type: 'department.imported',
      title: 'Your import of departments is finished',
      pathIn: slug => `/organisation/departments?workspace=${slug}`,
    }),
  ],
};
