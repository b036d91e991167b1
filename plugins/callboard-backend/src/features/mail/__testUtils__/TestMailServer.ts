import { AddressObject, ParsedMail, simpleParser } from 'mailparser';
import { AddressInfo, createServer, Server, Socket } from 'net';
import { generate } from 'selfsigned';
import { SMTPServer, SMTPServerOptions } from 'smtp-server';

/** Creates the error of a server that rejects an email. */
export function createRejection(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Creates a self-signed certificate for `localhost`. */
export function createCertificate(): { key: string; cert: string } {
  const { private: key, cert } = generate(
    [{ name: 'commonName', value: 'localhost' }],
    {
      keySize: 2048,
      algorithm: 'sha256',
      extensions: [
        { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
      ],
    },
  );
  return { key, cert };
}

/** A real SMTP server that stores accepted emails. */
export class TestMailServer {
  /** The accepted emails, in order. */
  readonly accepted: string[] = [];
  /** The number of opened connections. */
  connections = 0;
  readonly #server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 100,
      onData: (stream, _session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', chunk => chunks.push(chunk));
        stream.on('end', () => {
          this.accepted.push(Buffer.concat(chunks).toString());
          callback();
        });
      },
      ...options,
      onConnect: (session, callback) => {
        this.connections += 1;
        (options.onConnect ?? ((_session, done) => done()))(session, callback);
      },
    });
    // Some tests drop connections on purpose.
    this.#server.on('error', () => {});
  }

  static async start(options: SMTPServerOptions = {}): Promise<TestMailServer> {
    const server = new TestMailServer(options);
    await new Promise<void>(resolve =>
      server.#server.listen(0, '127.0.0.1', resolve),
    );
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  /** Parses the accepted emails. */
  parseAccepted(): Promise<ParsedMail[]> {
    return Promise.all(this.accepted.map(mail => simpleParser(mail)));
  }

  /** Closes all connections, like a restarting server. */
  closeConnections(): void {
    this.#server.connections.forEach((connection: any) => connection.close());
  }

  async stop(): Promise<void> {
    await new Promise<void>(resolve => this.#server.close(resolve));
  }
}

/** Returns the addresses in a header. */
export function getHeaderAddresses(
  header: AddressObject | AddressObject[] | undefined,
): string[] {
  return [header ?? []]
    .flat()
    .flatMap(({ value }) => value.map(({ address }) => address ?? ''));
}

/** A server that sends scripted responses, or no responses. */
export class ScriptedServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** The received lines. */
  readonly receivedLines: string[] = [];

  private constructor(
    open: (socket: Socket) => void,
    answer: (line: string, socket: Socket) => void,
  ) {
    this.#server = createServer(socket => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      open(socket);
      let incompleteLine = '';
      socket.on('data', chunk => {
        const lines = (incompleteLine + chunk).split('\r\n');
        incompleteLine = lines.pop()!;
        for (const line of lines) {
          this.receivedLines.push(line);
          answer(line, socket);
        }
      });
    });
  }

  /** @param answer - responds to a line; a no-op sends nothing */
  static async start(
    open: (socket: Socket) => void,
    answer: (line: string, socket: Socket) => void = () => {},
    port = 0,
  ): Promise<ScriptedServer> {
    const server = new ScriptedServer(open, answer);
    await new Promise<void>(resolve =>
      server.#server.listen(port, '127.0.0.1', resolve),
    );
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => this.#server.close(resolve));
  }
}

/** Responds to commands like an ordinary server, but not to the message. */
export function respondNormally(line: string, socket: Socket): void {
  if (line === 'DATA') {
    socket.write('354 go on\r\n');
  } else if (/^(EHLO|MAIL|RCPT|RSET)/.test(line)) {
    socket.write('250 ok\r\n');
  }
}
