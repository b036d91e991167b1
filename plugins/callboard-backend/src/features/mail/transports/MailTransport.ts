import { mkdir, rename, writeFile } from 'fs/promises';
import { join } from 'path';

/**
 * The meaning of a failure for the next attempt:
 *
 * - `server`: the server accepts no emails, because it is unavailable or rejects the credentials.
 * - `later`: it rejected this email temporarily.
 * - `unanswered`: it did not respond after the message was sent, so the outcome is unknown.
 * - `rejected`: it rejected this email or its recipient permanently.
 */
export type MailFailureKind = 'server' | 'later' | 'unanswered' | 'rejected';

export class MailFailure extends Error {
  constructor(readonly kind: MailFailureKind, message: string) {
    super(message);
    this.name = 'MailFailure';
  }
}

export interface OutgoingMail {
  /** The id of the row in `mails`; the Message-ID is derived from it. */
  id: string;
  envelope: { from: string; to: string };
  /** The whole message of RFC 5322, with CRLF at the end of each line. */
  message: Buffer;
}

export interface TransferHooks {
  /**
   * Called right before the first byte of the message leaves. From then on, the outcome is unknown
   * until the server responds. If this rejects, the server gets no complete message.
   */
  begin(): Promise<void>;
  /** Aborts all waiting. */
  signal: AbortSignal;
}

export interface MailTransport {
  readonly kind: 'smtp' | 'folder';
  /**
   * @throws MailFailure when the email was not accepted or the outcome is unknown; never while
   *   `begin` is running
   */
  send(mail: OutgoingMail, hooks: TransferHooks): Promise<void>;
  /** Closes idle connections. */
  close(): void;
}

/** Writes emails to a folder. An email that is sent again replaces its file. */
export class FolderTransport implements MailTransport {
  readonly kind = 'folder';

  constructor(private readonly folder: string) {}

  async send(
    { id, message }: OutgoingMail,
    { begin }: TransferHooks,
  ): Promise<void> {
    const file = join(this.folder, `${id}.eml`);
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(`${file}.part`, message);
    } catch (error) {
      throw new MailFailure('server', String(error));
    }
    await begin();
    await rename(`${file}.part`, file);
  }

  close(): void {}
}
