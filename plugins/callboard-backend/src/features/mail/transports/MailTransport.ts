/** An email ready for transfer. */
export interface OutgoingMail {
  /** The id of the row in `mails`; the Message-ID is derived from it. */
  id: string;
  envelope: { from: string; to: string };
  /** The whole message of RFC 5322, with CRLF at the end of each line. */
  message: Buffer;
}

/** The hooks of a transfer. */
export interface Handover {
  /**
   * Called right before the first byte of the message leaves. From then on, the outcome is unknown
   * until the server responds. If this rejects, the server gets no complete message.
   */
  begin(): Promise<void>;
  /** Aborts all waiting. */
  signal: AbortSignal;
}

/** Transfers emails to a mail server. */
export interface MailTransport {
  /**
   * Transfers an email.
   *
   * @throws MailFailure when the email was not accepted or the outcome is unknown; never while
   * `begin` is running
   */
  send(mail: OutgoingMail, handover: Handover): Promise<void>;
  /** Closes open connections. */
  close(): void;
}
