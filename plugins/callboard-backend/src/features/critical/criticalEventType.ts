import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';

/** The notification type of critical events, as preferences name it. */
export const CRITICAL_EVENT_TYPE = 'critical_event.raised';

/** The notification type with its labels. */
export const criticalEventType: NotificationTypeDeclaration = {
  type: CRITICAL_EVENT_TYPE,
  is_for_admins: true,
  label: 'Critical event',
  description:
    'Super admins, and the admins of the workspace in which it happened, when something critical happens; also who did it.',
};
