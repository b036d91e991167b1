import { SmtpConfig } from '../../../mailConfig';
import { mailFailureOf } from './mailFailureOf';
import { Handover, MailTransport, OutgoingMail } from './MailTransport';
import { SmtpSession } from './SmtpSession';

/** How long to wait for what, in milliseconds. */
export interface SmtpTimeouts {
  /** To look the host up. */
  lookUp: number;
  /** To connect. */
  connect: number;
  /** For the server's first word. */
  greeting: number;
  /** For any further word. */
  silence: number;
  /** For a whole mail, however busily the server talks. */
  mail: number;
  /** Until a connection without mails is closed. */
  idle: number;
}

const defaultTimeouts: SmtpTimeouts = {
  lookUp: 10_000,
  connect: 15_000,
  greeting: 15_000,
  silence: 60_000,
  mail: 120_000,
  idle: 5_000,
};

/** Many servers take no more over one connection. */
const MAILS_PER_CONNECTION = 100;

/** Hands mails over to a server by SMTP. Connections are used again. */
export class SmtpTransport implements MailTransport {
  readonly #timeouts: SmtpTimeouts;
  readonly #idle = new Map<SmtpSession, NodeJS.Timeout>();

  constructor(
    private readonly server: Omit<SmtpConfig, 'caFile'> & {
      /** The certificates to trust in place of the well-known ones, in PEM. */
      ca?: string;
    },
    timeouts: Partial<SmtpTimeouts> = {},
  ) {
    this.#timeouts = { ...defaultTimeouts, ...timeouts };
  }

  async send(mail: OutgoingMail, handover: Handover): Promise<void> {
    const kept = this.takeIdle();
    if (kept && (await this.sendOver(kept, mail, handover))) {
      return;
    }
    await this.sendOver(this.newSession(), mail, handover);
  }

  close(): void {
    for (const [session, timer] of this.#idle) {
      clearTimeout(timer);
      session.close();
    }
    this.#idle.clear();
  }

  /**
   * @returns false if the server has closed a kept connection meanwhile: then it
   *   got nothing of the mail
   */
  private async sendOver(
    session: SmtpSession,
    mail: OutgoingMail,
    { begin, signal }: Handover,
  ): Promise<boolean> {
    signal.throwIfAborted();
    const isKept = session.sent > 0;
    const timer = setTimeout(
      () => session.close(new Error('The mail took too long')),
      this.#timeouts.mail,
    );
    // What the server may have taken already is worth waiting for.
    const stop = () => session.hasBegun || session.close();
    signal.addEventListener('abort', stop);
    let ownError: unknown;
    try {
      if (!isKept) {
        await session.open(this.credentials());
      }
      await session.send(mail, () =>
        begin().catch(error => {
          ownError = error;
          throw error;
        }),
      );
    } catch (error) {
      const wasClosed = session.isClosed;
      session.close();
      if (ownError !== undefined) {
        throw ownError;
      }
      if (!session.hasBegun) {
        signal.throwIfAborted();
        if (isKept && wasClosed) {
          return false;
        }
      }
      throw mailFailureOf(error, session.hasBegun);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
    this.keep(session);
    return true;
  }

  private newSession(): SmtpSession {
    const { host, port, security, ca } = this.server;
    return new SmtpSession({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      tls: ca === undefined ? undefined : { ca },
      dnsTimeout: this.#timeouts.lookUp,
      connectionTimeout: this.#timeouts.connect,
      greetingTimeout: this.#timeouts.greeting,
      socketTimeout: this.#timeouts.silence,
    });
  }

  private credentials() {
    const { username, password } = this.server;
    return username === undefined || password === undefined
      ? undefined
      : { username, password };
  }

  private keep(session: SmtpSession): void {
    if (session.isClosed || session.sent >= MAILS_PER_CONNECTION) {
      session.close();
      return;
    }
    const timer = setTimeout(() => {
      this.#idle.delete(session);
      session.close();
    }, this.#timeouts.idle);
    this.#idle.set(session, timer);
  }

  private takeIdle(): SmtpSession | undefined {
    for (const [session, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(session);
      if (!session.isClosed) {
        return session;
      }
    }
    return undefined;
  }
}
