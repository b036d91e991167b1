/**
 * What a failure says about the next try:
 *
 * - `server`: the server takes no mail at all: it is away, or refuses who signs in.
 * - `later`: it did not take this mail now, and may do so later.
 * - `unanswered`: the message was on its way, and then the server said nothing:
 *   nobody knows whether it took the mail.
 * - `never`: it refuses this mail, or its recipient, for good.
 */
export type MailFailureKind = 'server' | 'later' | 'unanswered' | 'never';

/** A mail that was not taken. */
export class MailFailure extends Error {
  constructor(readonly kind: MailFailureKind, message: string) {
    super(message);
    this.name = 'MailFailure';
  }
}
