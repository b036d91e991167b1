import { readFileSync } from 'fs';
import { createServer, IncomingMessage, ServerResponse } from 'http';
import { createServer as createTlsServer } from 'https';
import { AddressInfo } from 'net';
import { join } from 'path';

/** A self-signed certificate for `receiver.test` and 127.0.0.1. */
export const certificate = {
  cert: readFileSync(join(__dirname, 'certificate', 'certificate.pem')),
  key: readFileSync(join(__dirname, 'certificate', 'key.pem')),
};

/** A request that a receiver got. */
export interface ReceivedRequest {
  headers: Record<string, string>;
  text: string;
  body: any;
}

/** Responds to a request. */
export type RespondToRequest = (
  res: ServerResponse,
  received: ReceivedRequest,
) => void | Promise<void>;

/** A real server that receives requests. */
export class Receiver {
  readonly received: ReceivedRequest[] = [];
  readonly #server;
  #respond: RespondToRequest = res => {
    res.writeHead(204).end();
  };

  private constructor(private readonly scheme: 'http' | 'https') {
    const handleRequest = (req: IncomingMessage, res: ServerResponse) => {
      let text = '';
      req.setEncoding('utf8');
      req.on('data', chunk => {
        text += chunk;
      });
      req.on('end', () => {
        const received = {
          headers: req.headers as Record<string, string>,
          text,
          body: text ? JSON.parse(text) : undefined,
        };
        this.received.push(received);
        void this.#respond(res, received);
      });
    };
    this.#server =
      scheme === 'https'
        ? createTlsServer(certificate, handleRequest)
        : createServer(handleRequest);
  }

  /** Starts a receiver on a free port. */
  static async start(
    scheme: 'http' | 'https' = 'http',
    host = '127.0.0.1',
  ): Promise<Receiver> {
    const receiver = new Receiver(scheme);
    await new Promise<void>(resolve =>
      receiver.#server.listen(0, host, resolve),
    );
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.scheme}://127.0.0.1:${this.port}/hook`;
  }

  /** Sets the response to later requests, or only its status. The default is 204. */
  respondWith(response: RespondToRequest | number): void {
    this.#respond =
      typeof response === 'number'
        ? res => {
            res.writeHead(response).end();
          }
        : response;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
