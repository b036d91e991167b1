import { readInstant } from '../../database/dialect';

/**
 * What became of a mail:
 *
 * - `waiting`: it is to be sent.
 * - `sending`: the server is taking it right now; nobody knows whether it has.
 * - `sent`: the server took it.
 * - `skipped`: there was nothing to tell any more.
 * - `no_address`: nobody knows where to send it.
 * - `bounced`: the server refuses it, or its recipient, for good.
 * - `failed`: it was tried for days.
 * - `unknown`: the process ended while the server was taking it, or the server
 *   did not answer for the second time. It is not sent again, so that nobody gets
 *   it over and over.
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

/** One mail to one person. */
export interface MailRow {
  id: string;
  user_ref: string;
  kind: 'notification' | 'digest' | 'document';
  /**
   * The id of the notification; or the span that the digest is about, an ISO 8601
   * interval of two instants; or what whoever makes the document calls it.
   */
  about: string;
  status: MailStatus;
  email: string | null;
  last_error: string | null;
  /** Whether a server may have taken it before, and did not say so. */
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
