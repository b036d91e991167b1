import { NewActivity } from '@callboard/plugin-callboard-common';

/** An activity that waits to be sent, with the id that makes retries idempotent. */
export interface StoredEvent {
  /** The time of capture, in milliseconds. */
  at: number;
  event: NewActivity & { client_event_id: string };
}
