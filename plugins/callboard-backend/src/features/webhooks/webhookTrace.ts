import { RecordedChange } from '../../changes/RecordedChange';
import { webhookOnWire, WebhookRow } from './WebhookRow';

/** Fields that tell how deliveries go: they change without being changed. */
const derived = ['consecutive_failures', 'last_delivery_at', 'last_success_at'];

/** The trace of a webhook that was made, changed or deleted. */
export function webhookTrace(
  before: WebhookRow | null,
  after: WebhookRow | null,
): RecordedChange<'webhook'> {
  return {
    ...aboutWebhook((after ?? before)!),
    before: before && withSecret(before),
    after: after && withSecret(after),
    sensitive: ['secret'],
    derived,
  };
}

/** What all traces of a webhook say of it. */
export function aboutWebhook({ id, workspace_id, name }: WebhookRow) {
  return {
    workspace_id,
    visibility: 'admins' as const,
    entity_type: 'webhook' as const,
    entity_id: id,
    entity_label: name,
  };
}

/** That the secret is another is seen; which it is, is not. */
function withSecret(row: WebhookRow) {
  return { ...webhookOnWire(row), secret: row.secret };
}
