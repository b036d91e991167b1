/**
 * The meaning of a failure for the next attempt:
 *
 * - `server`: the server accepts no emails: it is unavailable, or rejects the credentials.
 * - `later`: it rejected this email temporarily.
 * - `unanswered`: it did not respond after the message was sent, so the outcome is unknown.
 * - `never`: it rejected this email or its recipient permanently.
 */
export type MailFailureKind = 'server' | 'later' | 'unanswered' | 'never';

/** An email that was not accepted. */
export class MailFailure extends Error {
  constructor(readonly kind: MailFailureKind, message: string) {
    super(message);
    this.name = 'MailFailure';
  }
}
