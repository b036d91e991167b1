/** A mail as it goes over the wire. */
export interface OutgoingMail {
  /** Of the row in `mails`; the Message-ID is made from it. */
  id: string;
  envelope: { from: string; to: string };
  /** The whole message of RFC 5322, with CRLF at the end of each line. */
  message: Buffer;
}

/** What happens around handing a mail over. */
export interface Handover {
  /**
   * Called right before the first byte of the message leaves. From then on nobody
   * can tell whether the server took the mail, until it answers. If this rejects,
   * the server gets no complete message.
   */
  begin(): Promise<void>;
  /** Gives up, whatever it is waiting for. */
  signal: AbortSignal;
}

/** Where mails go to. */
export interface MailTransport {
  /**
   * Hands a mail over.
   *
   * @throws MailFailure when the mail was not taken, or when nobody knows; never
   *   while `begin` is still at work
   */
  send(mail: OutgoingMail, handover: Handover): Promise<void>;
  /** Lets go of what it holds open. */
  close(): void;
}
