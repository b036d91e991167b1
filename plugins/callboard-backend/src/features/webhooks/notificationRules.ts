import {
  WebhookDisabledReason,
  buildWebhookPath,
} from '@callboard/plugin-callboard-common';
import {
  NotificationDeclarations,
  NotificationRule,
} from '@callboard/plugin-callboard-node';

const explanations: Record<WebhookDisabledReason, string> = {
  endpoint_removed: 'The receiver returned 410 Gone.',
  failing:
    'All attempts of a delivery failed, and no other delivery succeeded in that time.',
};

const deactivated: NotificationRule = {
  name: 'webhook.deactivated',
  on: ['webhook.deactivate'],
  toEvent({ entity_label, changes, entity_id }, { workspace }) {
    const reason = changes.find(({ field }) => field === 'disabled_reason')
      ?.new_value as WebhookDisabledReason;
    return {
      type: 'webhook.deactivated',
      to: { admins: true },
      title: `Webhook deactivated: ${entity_label}`,
      body: `${explanations[reason]} Fix the receiver, reactivate the webhook, and replay missed deliveries.`,
      target_url: buildWebhookPath(workspace.slug, entity_id),
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
        'Sent to workspace admins when Callboard deactivates a webhook.',
    },
  ],
  rules: [deactivated],
};
