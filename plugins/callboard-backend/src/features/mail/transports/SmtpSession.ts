import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Readable } from 'stream';
import { Handover, OutgoingMail } from './MailTransport';

/** The credentials of the mail server. */
export interface SmtpCredentials {
  username: string;
  password: string;
}

/** An SMTP connection, for one email at a time. */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  #end?: Error;
  #interrupt: (error: Error) => void = () => {};
  #sent = 0;

  constructor(options: SMTPConnection.Options) {
    this.#connection = new SMTPConnection(options);
    this.#connection.on('error', error => this.endWith(error));
    this.#connection.on('end', () =>
      this.endWith(new Error('The server closed the connection')),
    );
  }

  get isClosed(): boolean {
    return this.#end !== undefined;
  }

  /** The number of transferred emails. */
  get sent(): number {
    return this.#sent;
  }

  /** Connects, starts TLS and authenticates. */
  async open(credentials: SmtpCredentials | undefined): Promise<void> {
    await this.runWhileOpen<void>(done => this.#connection.connect(done));
    if (credentials) {
      const { username: user, password: pass } = credentials;
      await this.runWhileOpen(done =>
        this.#connection.login(
          { user, pass, credentials: { user, pass } },
          done,
        ),
      );
    }
  }

  /** Transfers an email. After an error, the session must be closed. */
  async send(mail: OutgoingMail, begin: Handover['begin']): Promise<void> {
    const message = Readable.from(this.read(mail.message, begin), {
      objectMode: false,
    });
    await this.runWhileOpen(done =>
      this.#connection.send(mail.envelope, message, done),
    );
    this.#sent += 1;
  }

  /** Closes the connection and rejects pending operations. */
  close(reason = new Error('The connection was closed')): void {
    this.endWith(reason);
    this.#connection.close();
  }

  /** Yields the message when the server waits for it. */
  private async *read(
    message: Buffer,
    begin: Handover['begin'],
  ): AsyncGenerator<Buffer> {
    // After a rejection, nodemailer reads messages to discard them.
    if (!/^[23]/.test(String(this.#connection.lastServerResponse))) {
      return;
    }
    await begin();
    yield message;
  }

  private async runWhileOpen<Result>(
    start: (done: (error?: Error | null, result?: Result) => void) => void,
  ): Promise<Result | undefined> {
    if (this.#end) {
      throw this.#end;
    }
    return new Promise((resolve, reject) => {
      this.#interrupt = reject;
      start((error, result) => (error ? reject(error) : resolve(result)));
    });
  }

  private endWith(error: Error): void {
    this.#end ??= error;
    this.#interrupt(error);
  }
}
