import { RecordedChange } from '../../changes/RecordedChange';
import { toWebhookResponse, WebhookRow } from './WebhookRow';

/** Stats of deliveries, which change without an update. */
const derived = ['consecutive_failures', 'last_delivery_at', 'last_success_at'];

/**
 * The activity entry of a webhook that was created, changed or deleted. It contains only the host
 * of its URL: for many receivers the path is a secret, and other webhooks of the workspace receive
 * the entry.
 */
export function toWebhookActivity(
  before: WebhookRow | null,
  after: WebhookRow | null,
): RecordedChange<'webhook'> {
  const rows = [before, after].flatMap(row => row ?? []);
  const isMoved = new Set(rows.map(({ url }) => url)).size > 1;
  const hosts = new Set(rows.map(({ url }) => formatOrigin(url)));
  // Shows that the rest of the URL has changed.
  const sensitive =
    isMoved && hosts.size === 1 ? ['secret', 'url'] : ['secret'];
  const toVisibleFields = (row: WebhookRow | null) =>
    row && {
      ...toWebhookResponse(row),
      url: sensitive.includes('url') ? row.url : formatOrigin(row.url),
      secret: row.secret,
    };
  return {
    ...buildWebhookActivityFields((after ?? before)!),
    before: toVisibleFields(before),
    after: toVisibleFields(after),
    sensitive,
    derived,
  };
}

/** The common fields of all activity entries of a webhook. */
export function buildWebhookActivityFields({
  id,
  workspace_id,
  name,
}: WebhookRow) {
  return {
    workspace_id,
    visibility: 'admins' as const,
    entity_type: 'webhook' as const,
    entity_id: id,
    entity_label: name,
  };
}

/** The origin of a URL, with an ellipsis for the rest. */
function formatOrigin(url: string): string {
  const { origin, href } = new URL(url);
  return href === `${origin}/` ? href : `${origin}/…`;
}
