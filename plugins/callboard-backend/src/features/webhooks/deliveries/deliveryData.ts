import { JsonObject } from '@backstage/types';
import { WebhookDeliveryStatus } from '@callboard/plugin-callboard-common';

/** A delivery that is to be made. */
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

/** A delivery that is to be sent now. */
export interface DueDelivery {
  id: string;
  event_id: string;
  /** Null for one that is not read with others: `readBody` does. */
  body: string | null;
  body_bytes: number;
  attempts: number;
  try_count: number;
  first_attempt_at: Date | number | string | null;
  /** When it was due: another one says that it was queued anew meanwhile. */
  next_attempt_at: Date | number | string;
}

/** A request that was made, as it is logged. */
export type TryRow = {
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

/** What a try changes about its delivery. */
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

/** A delivery as it was when it was read, and what has become of it. */
export interface Attempt {
  was: DueDelivery;
  is: AttemptedDelivery;
}
