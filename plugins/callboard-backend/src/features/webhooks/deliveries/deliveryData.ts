import { JsonObject } from '@backstage/types';
import { WebhookDeliveryStatus } from '@callboard/plugin-callboard-common';

/** A delivery to create. */
export interface NewDelivery {
  id: string;
  webhook_id: string;
  event_id: string;
  type: string;
  entity_id: string;
  entity_label: string | null;
  status: WebhookDeliveryStatus;
  last_error: string | null;
  created_at: Date;
}

/** The body of an event. */
export interface NewEvent {
  id: string;
  body: string;
}

/** A delivery to send now. */
export interface DueDelivery {
  id: string;
  event_id: string;
  /** Null if it is too long to be listed: `readBody` reads it. */
  body: string | null;
  body_bytes: number;
  attempts: number;
  try_count: number;
  first_attempt_at: Date | number | string | null;
  /** The due time; a different one means that it was requeued meanwhile. */
  next_attempt_at: Date | number | string;
}

/** A logged request. */
export type AttemptRow = {
  delivery_id: string;
  number: number;
  started_at: Date;
  duration_ms: number;
  url: string;
  request_headers: JsonObject;
  status_code: number | null;
  response_headers: JsonObject | null;
  response_body: string | null;
  error: string | null;
};

/** The columns of a delivery that an attempt changes. */
export type AttemptedDelivery = {
  id: string;
  status: WebhookDeliveryStatus;
  try_count: number;
  attempts: number;
  next_attempt_at: Date | null;
  first_attempt_at: Date;
  last_attempt_at: Date;
  last_status_code: number | null;
  last_error: string | null;
  last_duration_ms: number;
};

/** A delivery before and after an attempt. */
export interface AttemptTransition {
  was: DueDelivery;
  is: AttemptedDelivery;
}
