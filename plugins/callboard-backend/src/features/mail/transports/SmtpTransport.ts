import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Readable } from 'stream';
import { formatErrorText } from '../../../database/formatErrorText';
import { SmtpConfig } from '../../../kernel/mailConfig';
import {
  MailFailure,
  MailFailureKind,
  TransferHooks,
  MailTransport,
  OutgoingMail,
} from './MailTransport';

/** An SMTP connection, for one email at a time. */
class SmtpSession {
  sentCount = 0;
  readonly #connection: SMTPConnection;
  #closeReason?: Error;
  #rejectPending: (error: Error) => void = () => {};

  constructor(options: SMTPConnection.Options) {
    this.#connection = new SMTPConnection(options);
    this.#connection.on('error', error => this.markClosed(error));
    this.#connection.on('end', () =>
      this.markClosed(new Error('The server closed the connection')),
    );
  }

  get isClosed(): boolean {
    return this.#closeReason !== undefined;
  }

  /** Connects, starts TLS and authenticates. */
  async open({
    username: user,
    password: pass,
  }: Pick<SmtpConfig, 'username' | 'password'>): Promise<void> {
    await this.runWhileOpen<void>(done => this.#connection.connect(done));
    if (user !== undefined && pass !== undefined) {
      const credentials = { user, pass };
      await this.runWhileOpen(done =>
        this.#connection.login({ ...credentials, credentials }, done),
      );
    }
  }

  /** Transfers an email. After an error, the session must be closed. */
  async send(mail: OutgoingMail, begin: TransferHooks['begin']): Promise<void> {
    const message = Readable.from(this.readMessage(mail.message, begin), {
      objectMode: false,
    });
    await this.runWhileOpen(done =>
      this.#connection.send(mail.envelope, message, done),
    );
    this.sentCount += 1;
  }

  /** Closes the connection and rejects the pending operation. */
  close(reason = new Error('The connection was closed')): void {
    this.markClosed(reason);
    this.#connection.close();
  }

  /** Yields the message when the server waits for it. */
  private async *readMessage(
    message: Buffer,
    begin: TransferHooks['begin'],
  ): AsyncGenerator<Buffer> {
    // After a rejection (a code other than 2xx or 3xx), nodemailer reads and discards the message.
    if (!/^[23]/.test(String(this.#connection.lastServerResponse))) {
      return;
    }
    await begin();
    yield message;
  }

  private async runWhileOpen<Result>(
    start: (done: (error?: Error | null, result?: Result) => void) => void,
  ): Promise<Result | undefined> {
    if (this.#closeReason) {
      throw this.#closeReason;
    }
    return new Promise((resolve, reject) => {
      this.#rejectPending = reject;
      start((error, result) => (error ? reject(error) : resolve(result)));
    });
  }

  private markClosed(reason: Error): void {
    this.#closeReason ??= reason;
    this.#rejectPending(reason);
  }
}

/** The fields that nodemailer adds to its errors. */
interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  command?: string;
}

/** The response codes of servers that require or reject authentication. */
const authenticationCodes = new Set([530, 534, 535, 538]);

/** The maximum length of an error. Longer server responses have no more information. */
const MAX_ERROR_LENGTH = 500;

/** @param hasBegun - whether the transfer of the message had begun */
function toMailFailure(error: unknown, hasBegun: boolean): MailFailure {
  if (error instanceof MailFailure) {
    return error;
  }
  const { message } = error as SmtpError;
  return new MailFailure(
    getFailureKind(error as SmtpError, hasBegun),
    formatErrorText(message.slice(0, MAX_ERROR_LENGTH)),
  );
}

function getFailureKind(
  { code, responseCode, command }: SmtpError,
  hasBegun: boolean,
): MailFailureKind {
  // 421: "service not available, closing transmission channel".
  if (responseCode === 421 || authenticationCodes.has(responseCode ?? 0)) {
    return 'server';
  }
  if (responseCode && (command === 'RCPT TO' || command === 'DATA')) {
    return responseCode >= 500 ? 'rejected' : 'later';
  }
  // nodemailer itself rejected the address or the message.
  if (!responseCode && (code === 'EENVELOPE' || code === 'EMESSAGE')) {
    return 'rejected';
  }
  // A failure before the transfer of the message is attributed to the server.
  return hasBegun ? 'unanswered' : 'server';
}

/** Timeouts in milliseconds. */
export interface SmtpTimeouts {
  lookUp: number;
  connect: number;
  greeting: number;
  /** For all commands before the message. */
  commands: number;
  /** For the message and its response, which servers delay while they scan for viruses and spam. */
  message: number;
  /** For idle connections, which are then closed. */
  idle: number;
}

const defaultTimeouts: SmtpTimeouts = {
  lookUp: 10_000,
  connect: 15_000,
  greeting: 15_000,
  commands: 120_000,
  // See RFC 5321, 4.5.3.2.6: with a shorter timeout, accepted emails could be sent twice.
  message: 600_000,
  idle: 5_000,
};

/** The maximum number of emails per connection. Many servers limit it. */
const MAILS_PER_CONNECTION = 100;

/** Transfers emails by SMTP and reuses connections. */
export class SmtpTransport implements MailTransport {
  readonly kind = 'smtp';
  readonly #timeouts: SmtpTimeouts;
  readonly #idleSessions = new Map<SmtpSession, NodeJS.Timeout>();

  constructor(
    private readonly server: Omit<SmtpConfig, 'caFile'> & {
      /** The trusted certificates in place of the default ones, in PEM. */
      ca?: string;
    },
    timeouts: Partial<SmtpTimeouts> = {},
  ) {
    this.#timeouts = { ...defaultTimeouts, ...timeouts };
  }

  async send(mail: OutgoingMail, hooks: TransferHooks): Promise<void> {
    const idleSession = this.takeIdleSession();
    if (idleSession && (await this.sendOver(idleSession, mail, hooks))) {
      return;
    }
    await this.sendOver(this.createSession(), mail, hooks);
  }

  close(): void {
    for (const [session, timer] of this.#idleSessions) {
      clearTimeout(timer);
      session.close();
    }
    this.#idleSessions.clear();
  }

  /** @returns false if the server had closed a reused connection before it received any data */
  private async sendOver(
    session: SmtpSession,
    mail: OutgoingMail,
    { begin, signal }: TransferHooks,
  ): Promise<boolean> {
    signal.throwIfAborted();
    const isReused = session.sentCount > 0;
    let timer: NodeJS.Timeout | undefined;
    const setDeadline = (ms: number) => {
      clearTimeout(timer);
      const error = new Error(`The server did not answer within ${ms} ms`);
      // The timer does not keep the process alive.
      timer = setTimeout(() => session.close(error), ms).unref();
    };
    setDeadline(this.#timeouts.commands);
    let beginning: Promise<void> | undefined;
    // Once the transfer has begun, an abort waits for the response, because the server may have
    // accepted the email already.
    const stop = () => {
      if (!beginning) {
        session.close();
      }
    };
    signal.addEventListener('abort', stop);
    try {
      if (!isReused) {
        await session.open(this.server);
      }
      await session.send(mail, () => {
        setDeadline(this.#timeouts.message);
        beginning = begin();
        return beginning;
      });
    } catch (error) {
      const wasClosed = session.isClosed;
      session.close();
      // If `begin` failed, throws its error, because then no email was transferred.
      await beginning;
      if (!beginning) {
        signal.throwIfAborted();
        if (isReused && wasClosed) {
          return false;
        }
      }
      throw toMailFailure(error, beginning !== undefined);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
    this.storeIdleSession(session);
    return true;
  }

  private createSession(): SmtpSession {
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
      // The explicit timeouts expire first.
      socketTimeout: this.#timeouts.commands + this.#timeouts.message,
    });
  }

  private storeIdleSession(session: SmtpSession): void {
    if (session.isClosed || session.sentCount >= MAILS_PER_CONNECTION) {
      session.close();
      return;
    }
    const timer = setTimeout(() => {
      this.#idleSessions.delete(session);
      session.close();
    }, this.#timeouts.idle);
    this.#idleSessions.set(session, timer);
  }

  private takeIdleSession(): SmtpSession | undefined {
    for (const [session, timer] of this.#idleSessions) {
      clearTimeout(timer);
      this.#idleSessions.delete(session);
      if (!session.isClosed) {
        return session;
      }
    }
    return undefined;
  }
}
