import { NewWebhook, Webhook } from '@callboard/plugin-callboard-common';
import { isNil, omitBy, uniq } from 'lodash';
import { createId } from '../../database/ids';

/** A webhook as it is stored. */
export type WebhookRow = Webhook & {
  workspace_id: string;
  /** Encrypted. */
  secret: string;
  /** The secret before this one, encrypted; in use until it expires. */
  former_secret: string | null;
};

/** The key of a webhook and its workspace. */
export type WebhookKey = Pick<WebhookRow, 'id' | 'workspace_id'>;

/** A webhook as the API returns it. */
export function toWebhookResponse({
  workspace_id: _,
  secret: _secret,
  former_secret: _former,
  ...webhook
}: WebhookRow): Webhook {
  return webhook;
}

/** A new webhook. */
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
    // Null equals absent here.
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
