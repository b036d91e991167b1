import { SmtpConfig } from '../../../mailConfig';
import { Deadline } from './Deadline';
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
  /** For all that is said until the server waits for the message. */
  talk: number;
  /** For the message, and the answer to it: servers look for viruses and spam. */
  message: number;
  /** Until a connection without mails is closed. */
  idle: number;
}

const defaultTimeouts: SmtpTimeouts = {
  lookUp: 10_000,
  connect: 15_000,
  greeting: 15_000,
  talk: 120_000,
  // RFC 5321, 4.5.3.2.6: who gives up sooner sends twice what was taken.
  message: 600_000,
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
    const idle = this.takeIdle();
    if (idle && (await this.sendOver(idle, mail, handover))) {
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
    const isWithinBound = session.sent > 0;
    const deadline = new Deadline(error => session.close(error));
    deadline.set(this.#timeouts.talk);
    let beginning: Promise<void> | undefined;
    // What the server may have taken already is worth waiting for.
    const stop = () => beginning || session.close();
    signal.addEventListener('abort', stop);
    try {
      if (!isWithinBound) {
        await session.open(this.credentials());
      }
      await session.send(mail, () => {
        deadline.set(this.#timeouts.message);
        beginning = begin();
        return beginning;
      });
    } catch (error) {
      const wasClosed = session.isClosed;
      session.close();
      await beginning;
      if (!beginning) {
        signal.throwIfAborted();
        if (isWithinBound && wasClosed) {
          return false;
        }
      }
      throw mailFailureOf(error, beginning !== undefined);
    } finally {
      deadline.clear();
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
      // The deadlines come first.
      socketTimeout: this.#timeouts.talk + this.#timeouts.message,
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
