import { RecordedChange } from '../../changes/RecordedChange';
import { toWebhookResponse, WebhookRow } from './WebhookRow';

/** Fields that tell how deliveries go: they change without being changed. */
const derived = ['consecutive_failures', 'last_delivery_at', 'last_success_at'];

/**
 * The trace of a webhook that was made, changed or deleted. Of its address it has
 * the host alone: what comes after that is a secret of many receivers, and all
 * other webhooks of the workspace hear of it.
 */
export function webhookTrace(
  before: WebhookRow | null,
  after: WebhookRow | null,
): RecordedChange<'webhook'> {
  const rows = [before, after].flatMap(row => row ?? []);
  const isMoved = new Set(rows.map(({ url }) => url)).size > 1;
  const hosts = new Set(rows.map(({ url }) => hostOf(url)));
  // That the rest of the address is another is seen, too.
  const sensitive =
    isMoved && hosts.size === 1 ? ['secret', 'url'] : ['secret'];
  const shown = (row: WebhookRow | null) =>
    row && {
      ...toWebhookResponse(row),
      url: sensitive.includes('url') ? row.url : hostOf(row.url),
      secret: row.secret,
    };
  return {
    ...aboutWebhook((after ?? before)!),
    before: shown(before),
    after: shown(after),
    sensitive,
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

/** The beginning of an address, with a sign that there is more. */
function hostOf(url: string): string {
  const { origin, href } = new URL(url);
  return href === `${origin}/` ? href : `${origin}/…`;
}
