import { NewWebhook, Webhook } from '@callboard/plugin-callboard-common';
import { isNil, omitBy, uniq } from 'lodash';
import { ResourceChange } from '../../changes/ResourceChange';
import { createId } from '../../database/ids';

export type WebhookRow = Webhook & {
  workspace_id: string;
  /** Encrypted. */
  secret: string;
  /** The secret before this one, encrypted. It also signs requests until it expires. */
  former_secret: string | null;
};

export type WebhookKey = Pick<WebhookRow, 'id' | 'workspace_id'>;

/** Builds the row of a new webhook, without its secret. */
export function toWebhook(
  workspace_id: string,
  input: NewWebhook,
  now: number,
): Omit<WebhookRow, 'secret'> {
  const instant = new Date(now).toISOString();
  return {
    id: createId(now),
    workspace_id,
    is_active: true,
    description: null,
    // In the input, null means the same as an absent field.
    ...(omitBy(input, isNil) as Pick<WebhookRow, 'name' | 'url'>),
    event_types: uniq(input.event_types),
    consecutive_failures: 0,
    disabled_reason: null,
    last_delivery_at: null,
    last_success_at: null,
    former_secret: null,
    former_secret_expires_at: null,
    version: 1,
    created_at: instant,
    updated_at: instant,
  };
}

export function toWebhookResponse({
  workspace_id: _,
  secret: _secret,
  former_secret: _former,
  ...webhook
}: WebhookRow): Webhook {
  return webhook;
}

/** Delivery stats, which change without an update of the webhook. */
const derived = ['consecutive_failures', 'last_delivery_at', 'last_success_at'];

/**
 * Converts a webhook to the resource of an event. Of the URL, it contains only the origin: for many
 * receivers the path is a secret, and other webhooks of the workspace receive the event.
 */
export function toWebhookEventResource(webhook: WebhookRow): Webhook {
  return { ...toWebhookResponse(webhook), url: formatOrigin(webhook.url) };
}

/**
 * The activity entry of a webhook that was created, changed or deleted. Like the resource of the
 * event, it contains only the origin of the URL.
 */
export function toWebhookActivity(
  before: WebhookRow | null,
  after: WebhookRow | null,
): ResourceChange<'webhook'> {
  const rows = [before, after].flatMap(row => row ?? []);
  const hasUrlChanged = new Set(rows.map(({ url }) => url)).size > 1;
  const origins = new Set(rows.map(({ url }) => formatOrigin(url)));
  // If the origin stays the same, the entry shows that the URL has changed, but neither URL.
  const sensitive =
    hasUrlChanged && origins.size === 1 ? ['secret', 'url'] : ['secret'];
  const toVisibleFields = (row: WebhookRow | null) =>
    row && {
      ...toWebhookEventResource(row),
      ...(sensitive.includes('url') && { url: row.url }),
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
