import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';

/** The notification types of work. */
export const workNotificationTypes: readonly NotificationTypeDeclaration[] = [
  {
    type: 'work_item.assigned',
    label: 'Assigned to a work item',
  },
  {
    type: 'work_item.unassigned',
    label: 'No longer assigned to a work item',
    channels: { email: false },
  },
  {
    type: 'work_item.mentioned',
    label: 'Mentioned in a work item or comment',
  },
  {
    type: 'work_item.commented',
    label: 'New comment on a work item you follow',
  },
  {
    type: 'work_item.state_changed',
    label: 'State change of a work item you follow',
    channels: { email: false },
  },
  {
    type: 'work_item.due_date_changed',
    label: 'Due date change of a work item you follow',
    channels: { email: false },
  },
  {
    type: 'work_item.due_tomorrow',
    label: 'Work items due tomorrow',
  },
  {
    type: 'work_item.overdue',
    label: 'Overdue work items',
  },
];
