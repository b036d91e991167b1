import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';

/** The type of what admins are told of critical events, as preferences have it. */
export const CRITICAL_EVENT_TYPE = 'critical_event.raised';

/** The same with its words. */
export const criticalEventType: NotificationTypeDeclaration = {
  type: CRITICAL_EVENT_TYPE,
  is_for_admins: true,
  label: 'Critical event',
  description:
    'Super admins, and the admins of the workspace in which it happened, when something critical happens; also who did it.',
};
