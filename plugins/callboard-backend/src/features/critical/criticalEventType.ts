import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';

/** The notification type of critical events, as preferences name it. */
export const CRITICAL_EVENT_TYPE = 'critical_event.raised';

/** The notification type with its labels. */
export const criticalEventType: NotificationTypeDeclaration = {
  type: CRITICAL_EVENT_TYPE,
  is_for_admins: true,
  label: 'Critical event',
  description:
    'Sent to super admins and to the admins of the workspace, including the person who caused the event.',
};
