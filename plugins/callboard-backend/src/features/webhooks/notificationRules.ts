import {
  WebhookDisabledReason,
  webhookPath,
} from '@callboard/plugin-callboard-common';
import {
  NotificationDeclarations,
  NotificationRule,
} from '@callboard/plugin-callboard-node';

const explanations: Record<WebhookDisabledReason, string> = {
  endpoint_removed: 'Its receiver answered that it is gone (410).',
  failing: 'A delivery failed for the last time, and no other succeeded.',
};

const deactivated: NotificationRule = {
  name: 'webhook.deactivated',
  on: ['webhook.deactivate'],
  tell({ entity_label, changes, entity_id }, { workspace }) {
    const reason = changes.find(({ field }) => field === 'disabled_reason')
      ?.new_value as WebhookDisabledReason;
    return {
      type: 'webhook.deactivated',
      to: { admins: true },
      title: `Callboard has deactivated the webhook ${entity_label}`,
      body: `${explanations[reason]} Activate it once the receiver works, and replay what it has missed.`,
      target_url: webhookPath(workspace.slug, entity_id),
      reason: 'You are an admin of this workspace.',
      severity: 'high',
      meta: { webhook_id: entity_id },
    };
  },
};

/** Notification types and rules of webhooks. */
export const webhookNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'webhook.deactivated',
      label: 'Webhook deactivated',
      is_for_admins: true,
      description:
        'The admins of a workspace, when Callboard deactivates one of its webhooks.',
    },
  ],
  rules: [deactivated],
};
