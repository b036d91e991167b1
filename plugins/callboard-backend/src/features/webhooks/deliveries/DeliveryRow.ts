import {
  WebhookDelivery,
  WebhookDeliveryStatus,
} from '@callboard/plugin-callboard-common';
import { readInstant, readOptionalInstant } from '../../../database/dialect';

/** Reads a delivery as an API response. */
export function readDelivery(row: any, maxAttempts: number): WebhookDelivery {
  return {
    id: row.id,
    webhook_id: row.webhook_id,
    type: row.type,
    activity_id: row.event_id,
    entity_id: row.entity_id,
    entity_label: row.entity_label,
    status: row.status as WebhookDeliveryStatus,
    try_count: row.try_count,
    attempts: row.attempts,
    max_attempts: maxAttempts,
    next_attempt_at: readOptionalInstant(row.next_attempt_at),
    last_attempt_at: readOptionalInstant(row.last_attempt_at),
    last_status_code: row.last_status_code,
    last_error: row.last_error,
    last_duration_ms: row.last_duration_ms,
    created_at: readInstant(row.created_at),
  };
}
