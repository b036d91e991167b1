import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { importFinishedRule } from '../../imports/importFinishedRule';

/** Notification types and rules of departments. */
export const departmentNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'department.imported',
      label: 'Department import finished',
      channels: { email: false },
    },
  ],
  rules: [
    importFinishedRule({
      entityType: 'department',
      type: 'department.imported',
      title: 'Department import finished',
      getTargetPath: slug => `/organisation/departments?workspace=${slug}`,
    }),
  ],
};
