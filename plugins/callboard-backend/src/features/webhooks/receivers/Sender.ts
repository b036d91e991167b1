import { ConnectionOptions } from 'tls';
import { MAX_WEBHOOK_RESPONSE_BYTES } from '@callboard/plugin-callboard-common';
import { Agent, Dispatcher, request } from 'undici';
import { explainFailure } from './explainFailure';
import { createGuardedConnector } from './createGuardedConnector';
import { HostSlots } from './HostSlots';
import { ReceiverRules } from './ReceiverRules';

/** The timeout of a request, from connecting to the end of the response. */
const TIMEOUT_MS = 10_000;

/** The number of concurrent requests to one host. */
const AT_ONCE_PER_HOST = 64;

/** More headers would not help to find a fault. */
const MAX_HEADER_CHARACTERS = 4_096;

/** The maximum wait for other requests to the same host. */
const SLOT_WAIT_MS = 5_000;

/** A request to a receiver. */
export interface OutgoingRequest {
  headers: Record<string, string>;
  body: string;
}

/** The outcome of a request. */
export interface DeliveryOutcome {
  started_at: number;
  duration_ms: number;
  /** Null without a response. */
  status_code: number | null;
  response_headers: Record<string, string> | null;
  /** The beginning of the response. */
  response_body: string | null;
  /** An error text, unless the status is enough. */
  error: string | null;
}

/**
 * Sends requests to untrusted receivers: with a timeout, to public addresses only, without
 * following redirects, and with a limit on the response size.
 */
export class Sender {
  readonly #agent: Agent;
  readonly #slots = new HostSlots({
    perHost: AT_ONCE_PER_HOST,
    waitMs: SLOT_WAIT_MS,
  });

  constructor(
    rules: ReceiverRules,
    private readonly options: {
      timeoutMs?: number;
      tls?: Pick<ConnectionOptions, 'ca'>;
    } = {},
  ) {
    this.#agent = new Agent({
      connect: createGuardedConnector(rules, this.timeoutMs, options.tls),
      maxHeaderSize: 16 * 1024,
    });
  }

  /**
   * Sends a request; failures are returned as outcomes.
   *
   * @param make - creates the request when its turn comes
   * @throws SemaphoreTimeoutError when too many requests to the host are in progress
   */
  async send(
    url: string,
    make: () => OutgoingRequest,
  ): Promise<DeliveryOutcome> {
    return this.#slots.run(new URL(url).hostname, async () =>
      this.sendNow(url, make()),
    );
  }

  /** Closes all connections; requests in progress fail. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  private async sendNow(
    url: string,
    { headers, body }: OutgoingRequest,
  ): Promise<DeliveryOutcome> {
    const started_at = Date.now();
    const outcome: DeliveryOutcome = {
      started_at,
      duration_ms: 0,
      status_code: null,
      response_headers: null,
      response_body: null,
      error: null,
    };
    // Limits the total time: a slow stream of bytes resets all other timeouts.
    const timeout = AbortSignal.timeout(this.timeoutMs);
    try {
      const answer = await request(url, {
        method: 'POST',
        headers,
        body,
        signal: timeout,
        dispatcher: this.#agent,
      });
      outcome.status_code = answer.statusCode;
      outcome.response_headers = limitHeaders(answer.headers);
      outcome.response_body = await readBodyStart(answer.body);
      outcome.error =
        Math.floor(answer.statusCode / 100) === 3
          ? 'Callboard does not follow redirects'
          : null;
    } catch (error) {
      outcome.error = timeout.aborted
        ? `No complete response within ${this.timeoutMs / 1_000} s`
        : explainFailure(error);
    }
    outcome.duration_ms = Date.now() - started_at;
    return outcome;
  }

  private get timeoutMs(): number {
    return this.options.timeoutMs ?? TIMEOUT_MS;
  }
}

/** Whether the receiver accepted a request. */
export function isSuccess({ status_code, error }: DeliveryOutcome): boolean {
  return (
    error === null &&
    status_code !== null &&
    status_code >= 200 &&
    status_code < 300
  );
}

/** Reads only the part of the response that is stored. */
async function readBodyStart(
  body: Dispatcher.ResponseData['body'],
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_WEBHOOK_RESPONSE_BYTES) {
      break;
    }
  }
  const text = Buffer.concat(chunks)
    .subarray(0, MAX_WEBHOOK_RESPONSE_BYTES)
    .toString('utf8');
  // PostgreSQL cannot store NUL characters.
  return text.replaceAll('\u0000', '\ufffd');
}

function limitHeaders(
  headers: Dispatcher.ResponseData['headers'],
): Record<string, string> {
  const retainedHeaders: Record<string, string> = {};
  let left = MAX_HEADER_CHARACTERS;
  for (const [name, value] of Object.entries(headers)) {
    const text = String(value ?? '');
    left -= name.length + text.length;
    if (left < 0) {
      break;
    }
    retainedHeaders[name] = text;
  }
  return retainedHeaders;
}
