import {
  buildActivityPath,
  CriticalEvent,
} from '@callboard/plugin-callboard-common';
import { NotificationTypeDeclaration } from '@callboard/plugin-callboard-node';
import { cutText } from '../../database/text';
import { NotificationEvent } from '../notifications/dispatch/NotificationEvent';
import { CriticalRuleSpec } from './rules/criticalRules';

const CRITICAL_EVENT_TYPE = 'critical_event.raised';

export const criticalEventType: NotificationTypeDeclaration = {
  type: CRITICAL_EVENT_TYPE,
  is_for_admins: true,
  label: 'Critical event',
  description:
    'Sent to super admins and to the admins of the workspace, even to an admin who caused the event.',
};

const MAX_TITLE_LENGTH = 255;

/**
 * Creates the notification event that notifies admins of a critical event. An actor who is an admin
 * is notified as well, because somebody else may have used the account.
 *
 * @param at - milliseconds since 1970
 */
export function createCriticalEventNotification(
  event: CriticalEvent,
  { spec, slug, at }: { spec: CriticalRuleSpec; slug: string; at: number },
): NotificationEvent {
  const { actor_name, count, entity_label, entity_id } = event;
  const subject = count === 1 ? entity_label ?? entity_id : `${count} times`;
  return {
    workspace_id: event.workspace_id,
    project_id: null,
    visibility: 'admins',
    type: CRITICAL_EVENT_TYPE,
    title: cutText(
      subject ? `${spec.title}: ${subject}` : spec.title,
      MAX_TITLE_LENGTH,
    ),
    body: `By ${actor_name}.`,
    target_url: buildActivityPath(slug, event.activity_id),
    severity: 'critical',
    meta: { critical_event_id: event.id, rule_id: event.rule_id },
    actor_ref: null,
    rule: CRITICAL_EVENT_TYPE,
    reason: 'You are an admin, and this event matches a critical event rule.',
    at,
    to: { admins: true },
  };
}
