import { Agent, IncomingHttpHeaders, request } from 'http';
import { TestCallboard } from '../../__testUtils__/startCallboard';

/** A raw response. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A request, below the plugin's base path. */
export interface RawRequest {
  method: string;
  /** Path and query, sent unchanged. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/**
 * Sends many requests over few connections. Paths and bodies that no well-behaved client would send
 * are sent unchanged.
 */
export class Connection {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 });

  constructor(
    private readonly callboard: Pick<TestCallboard, 'port' | 'base'>,
  ) {}

  /** Sends a request and reads the whole response. */
  send({ method, path, headers, body }: RawRequest): Promise<Answer> {
    const { port, base } = this.callboard;
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: '127.0.0.1',
          port,
          method,
          path: `${base}${path}`,
          headers: {
            ...headers,
            ...(body === undefined
              ? {}
              : { 'content-length': Buffer.byteLength(body) }),
          },
        },
        answer => {
          const chunks: Buffer[] = [];
          answer.on('data', chunk => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode!,
              headers: answer.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Closes the connections. */
  close(): void {
    this.#agent.destroy();
  }
}
