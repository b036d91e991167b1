import type { Webhook } from '@callboard/plugin-callboard-common';

/** The state of a webhook: whether it is active, and whether deliveries succeed. */
export type WebhookState =
  | 'healthy'
  | 'failing'
  | 'unused'
  | 'off'
  | 'removed'
  | 'stopped';

/** Derives the state of a webhook from its last attempts. */
export function getWebhookState(webhook: Webhook): WebhookState {
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
