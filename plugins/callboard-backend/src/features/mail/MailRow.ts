import { readInstant } from '../../database/dialect';

/**
 * The status of an email:
 *
 * - `waiting`: it is queued.
 * - `sending`: the message is being transferred; the outcome is unknown.
 * - `sent`: the server accepted it.
 * - `skipped`: it had no content left.
 * - `no_address`: the recipient has no known address.
 * - `bounced`: the server rejected it or its recipient permanently.
 * - `failed`: attempts failed for days.
 * - `unknown`: the process ended during the transfer, or the server did not respond for the
 *   second time. It is not sent again, to avoid repeated emails.
 */
export const mailStatuses = [
  'waiting',
  'sending',
  'sent',
  'skipped',
  'no_address',
  'bounced',
  'failed',
  'unknown',
] as const;

export type MailStatus = (typeof mailStatuses)[number];

/** An email to one recipient. */
export interface MailRow {
  id: string;
  user_ref: string;
  kind: 'notification' | 'digest' | 'document';
  /**
   * The id of the notification; or the period of the digest, an ISO 8601 interval of two
   * instants; or the document source's own reference.
   */
  about: string;
  status: MailStatus;
  email: string | null;
  last_error: string | null;
  /** Whether a server may have accepted it before without a response. */
  was_unanswered: boolean;
  /** ISO 8601. */
  created_at: string;
  updated_at: string;
}

export function readMail(row: any): MailRow {
  return {
    ...row,
    was_unanswered: Boolean(row.was_unanswered),
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}
