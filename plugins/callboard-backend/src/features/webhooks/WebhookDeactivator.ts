import { WebhookDisabledReason } from '@callboard/plugin-callboard-common';
import { Change } from '../../changes/Changes';
import { Cancellation } from './deliveries/Cancellation';
import { WebhookRow } from './WebhookRow';
import { WebhookStore } from './WebhookStore';
import { toWebhookActivity } from './toWebhookActivity';

/** Deactivates webhooks and fails their pending deliveries. */
export class WebhookDeactivator {
  constructor(
    private readonly deps: {
      webhooks: WebhookStore;
      cancellation: Cancellation;
    },
  ) {}

  /**
   * Deactivates a webhook that the change has locked; its pending deliveries fail. The change
   * notifies the admins of its workspace.
   */
  async deactivate(
    change: Change,
    before: WebhookRow,
    reason: WebhookDisabledReason,
  ): Promise<void> {
    const { webhooks, cancellation } = this.deps;
    const after: WebhookRow = {
      ...before,
      is_active: false,
      disabled_reason: reason,
      version: before.version + 1,
      updated_at: new Date(change.now).toISOString(),
    };
    change.record({
      ...toWebhookActivity(before, after),
      action: 'deactivate',
    });
    await webhooks.update(change.tx, after);
    await cancellation.begin(change.tx, before, 'deactivated');
  }
}
