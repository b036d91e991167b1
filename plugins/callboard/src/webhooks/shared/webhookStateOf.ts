import type { Webhook } from '@callboard/plugin-callboard-common';

/** How a webhook does: whether it sends, and with what success. */
export type WebhookState =
  | 'healthy'
  | 'failing'
  | 'unused'
  | 'off'
  | 'removed'
  | 'stopped';

/** How a webhook does, by its last tries. */
export function webhookStateOf(webhook: Webhook): WebhookState {
  if (!webhook.is_active) {
    const { disabled_reason } = webhook;
    if (disabled_reason === null) {
      return 'off';
    }
    return disabled_reason === 'endpoint_removed' ? 'removed' : 'stopped';
  }
  if (webhook.consecutive_failures > 0) {
    return 'failing';
  }
  return webhook.last_delivery_at ? 'healthy' : 'unused';
}
