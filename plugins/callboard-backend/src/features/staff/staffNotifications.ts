import { buildDepartmentPath } from '@callboard/plugin-callboard-common';
import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import {
  findFieldChange,
  findRecordedName,
  getFieldValue,
} from '../../changes/changeEvents';
import { createImportFinishedRule } from '../../imports/ImportReport';

const reason = 'Your department changed.';

/** Notification types and rules of staff. */
export const staffNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'staff.transferred',
      label: 'Transferred to another department',
    },
    {
      type: 'staff.imported',
      label: 'People import finished',
      channels: { email: false },
    },
  ],
  rules: [
    {
      name: 'staff.transferred',
      on: ['staff.transfer'],
      toEvent(change, { workspace }) {
        const user_ref = getFieldValue(change, 'user_ref');
        const id = findFieldChange(change, 'department_id')?.after;
        if (typeof user_ref !== 'string') {
          return undefined;
        }
        return {
          type: 'staff.transferred',
          to: { people: [user_ref] },
          title:
            typeof id === 'string'
              ? `You were transferred to ${
                  findRecordedName(change, id) ?? 'another department'
                }`
              : 'You no longer belong to a department',
          body: 'Your memberships through the department were updated.',
          target_url:
            typeof id === 'string'
              ? buildDepartmentPath(workspace.slug, id)
              : null,
          reason,
        };
      },
      covers: ['memberships'],
      bulk: {
        within: 'workspace',
        toEvent: () => ({
          type: 'staff.transferred',
          title: 'You were transferred to another department',
          reason,
        }),
      },
    },
    createImportFinishedRule({
      entityType: 'staff',
      type: 'staff.imported',
      title: 'People import finished',
      getTargetPath: slug => `/organisation/people?workspace=${slug}`,
    }),
  ],
};
