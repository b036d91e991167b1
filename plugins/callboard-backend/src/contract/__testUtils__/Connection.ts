import { Agent, IncomingHttpHeaders, request } from 'http';
import { TestCallboard } from '../../__testUtils__/startCallboard';

/** A raw response. */
export interface RawResponse {
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
  send({ method, path, headers, body }: RawRequest): Promise<RawResponse> {
    const { port, base } = this.callboard;
    return new Promise((resolve, reject) => {
      const outgoing = request(
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
        response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode!,
              headers: response.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /** Closes the connections. */
  close(): void {
    this.#agent.destroy();
  }
}
