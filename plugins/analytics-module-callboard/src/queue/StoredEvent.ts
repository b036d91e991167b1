import { NewActivity } from '@callboard/plugin-callboard-common';

/** An activity that waits to be sent, under the id that makes retries count once. */
export interface StoredEvent {
  /** When it was captured, in milliseconds. */
  at: number;
  event: NewActivity & { client_event_id: string };
}
