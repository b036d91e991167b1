import { ConnectionOptions } from 'tls';
import { Attributes, Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { MAX_WEBHOOK_RESPONSE_BYTES } from '@callboard/plugin-callboard-common';
import { Agent, Dispatcher, request, buildConnector } from 'undici';
import { isIP } from 'net';
import { withoutInstrumentation, withSpan } from '../../../kernel/tracing';
import { HostSlots } from './DeliverySemaphore';
import {
  ReceiverRules,
  PlainReceiverError,
  RefusedReceiverError,
  stripBrackets,
  isPublicAddress,
} from './ReceiverRules';

/**
 * Creates a connector that connects to exempt receivers at any address, and to other receivers only
 * at public addresses. Node.js does not call `lookup` for an IP address in a URL, so the connector
 * checks such an address before it connects. Afterwards it checks the remote address of the socket.
 *
 * @param tls - the certificate authorities to trust; by default, those of Node.js
 */
function createGuardedConnector(
  rules: ReceiverRules,
  timeoutMs: number,
  tls: Pick<ConnectionOptions, 'ca'> = {},
): buildConnector.connector {
  const options = { ...tls, timeout: timeoutMs };
  const connectAnywhere = buildConnector(options);
  const connectPublic = buildConnector({
    ...options,
    lookup: rules.lookupPublic,
  } as buildConnector.BuildOptions);
  return (target, callback) => {
    if (rules.isExempt(target)) {
      connectAnywhere(target, callback);
      return;
    }
    if (target.protocol !== 'https:') {
      // The receiver was exempt when its webhook was saved.
      callback(new PlainReceiverError(), null);
      return;
    }
    const host = stripBrackets(target.hostname);
    if (isIP(host) && !isPublicAddress(host)) {
      callback(new RefusedReceiverError(host), null);
      return;
    }
    connectPublic(target, (error, socket) => {
      if (error) {
        callback(error, null);
      } else if (isPublicAddress(socket!.remoteAddress ?? '')) {
        callback(null, socket!);
      } else {
        socket!.destroy();
        callback(new RefusedReceiverError(host), null);
      }
    });
  };
}

/** Unknown names get the same text, so that errors do not reveal which internal names exist. */
const NO_PUBLIC_ADDRESS = 'The receiver has no public address';

/** Readable texts for connection errors of Node.js. */
const failureTexts: Record<string, string> = {
  ECONNREFUSED: 'The receiver refused the connection',
  ECONNRESET: 'The receiver closed the connection',
  UND_ERR_SOCKET: 'The receiver closed the connection',
  EPIPE: 'The receiver closed the connection',
  EHOSTUNREACH: 'The receiver is unreachable (no route to host)',
  ENETUNREACH: 'The receiver is unreachable (no route to host)',
  ENOTFOUND: NO_PUBLIC_ADDRESS,
  ENODATA: NO_PUBLIC_ADDRESS,
  EAI_AGAIN: 'The DNS lookup of the receiver failed',
  ESERVFAIL: 'The DNS lookup of the receiver failed',
  ETIMEOUT: 'The DNS lookup of the receiver failed',
  ETIMEDOUT: 'The connection to the receiver timed out',
  UND_ERR_CONNECT_TIMEOUT: 'The connection to the receiver timed out',
  UND_ERR_HEADERS_OVERFLOW: 'The response has too many headers',
};

/** Matches the codes of TLS and certificate errors of Node.js. */
const certificateCodePattern =
  /^(CERT_|DEPTH_|ERR_TLS_|ERR_SSL_|SELF_SIGNED|UNABLE_TO_)|_CERT/;

/** Explains for the receiver's operator why a request failed. Reveals no internal addresses. */
function explainFailure(error: unknown): string {
  if (error instanceof RefusedReceiverError) {
    return NO_PUBLIC_ADDRESS;
  }
  if (error instanceof PlainReceiverError) {
    return 'The URL of the receiver must start with https://';
  }
  const { code, cause, errors } = error as {
    code?: string;
    cause?: unknown;
    errors?: unknown[];
  };
  if (code && failureTexts[code]) {
    return failureTexts[code];
  }
  if (code && certificateCodePattern.test(code)) {
    return `The receiver's certificate was not accepted (${code})`;
  }
  // Errors of Node.js's HTTP parser have this prefix.
  if (code?.startsWith('HPE_')) {
    return 'The response is not valid HTTP';
  }
  const innerError = cause ?? errors?.[0];
  return innerError
    ? explainFailure(innerError)
    : `The request failed${code ? ` (${code})` : ''}`;
}

/** The timeout of a request, from connecting to the end of the response. */
const TIMEOUT_MS = 10_000;

/** The maximum length of the stored response headers. More would not help to find a fault. */
const MAX_HEADER_CHARACTERS = 4_096;

interface OutgoingRequest {
  headers: Record<string, string>;
  body: string;
}

interface RequestTrace {
  /** The trace contexts that the span continues. */
  causes?: ReadonlyArray<string | null>;
  attributes?: Attributes;
}

export interface DeliveryOutcome {
  /** Milliseconds since 1970. */
  started_at: number;
  duration_ms: number;
  /** Null without a response. */
  status_code: number | null;
  response_headers: Record<string, string> | null;
  /** The beginning of the response. */
  response_body: string | null;
  /** An error text; null if the status code explains the outcome. */
  error: string | null;
}

/**
 * Sends requests to untrusted receivers: with a timeout, only to public addresses and exempt
 * receivers, without following redirects, and with a limit on the response size.
 */
export class Sender {
  readonly #agent: Agent;
  readonly #slots = new HostSlots();
  readonly #timeoutMs: number;

  constructor(
    rules: ReceiverRules,
    {
      timeoutMs = TIMEOUT_MS,
      tls,
    }: { timeoutMs?: number; tls?: Pick<ConnectionOptions, 'ca'> } = {},
  ) {
    this.#timeoutMs = timeoutMs;
    this.#agent = new Agent({
      connect: createGuardedConnector(rules, timeoutMs, tls),
      maxHeaderSize: 16 * 1024,
    });
  }

  /**
   * Sends a request; failures are returned as outcomes.
   *
   * @param createRequest - called when the request can be sent
   * @param requestTrace - for the span of the request
   * @throws SemaphoreTimeoutError when too many requests to the host are in progress for too long
   */
  async send(
    url: string,
    createRequest: () => OutgoingRequest,
    requestTrace: RequestTrace = {},
  ): Promise<DeliveryOutcome> {
    return this.#slots.run(new URL(url).hostname, () =>
      traceSending(url, requestTrace, span =>
        this.sendNow(url, createRequest(), span),
      ),
    );
  }

  /** Closes all connections; requests in progress fail. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  private async sendNow(
    url: string,
    { headers, body }: OutgoingRequest,
    span: Span,
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
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    try {
      // Receivers get no trace context: other systems must not learn internal ids.
      const response = await withoutInstrumentation(() =>
        request(url, {
          method: 'POST',
          headers,
          body,
          signal: timeout,
          dispatcher: this.#agent,
        }),
      );
      const { statusCode, headers: responseHeaders } = response;
      const isRedirect = statusCode >= 300 && statusCode < 400;
      outcome.status_code = statusCode;
      outcome.response_headers = limitHeaders(responseHeaders);
      outcome.response_body = await readBodyStart(response.body);
      outcome.error = isRedirect ? 'Callboard does not follow redirects' : null;
      if (!isSuccess(outcome)) {
        span.setAttribute('error.type', String(statusCode));
      }
    } catch (error) {
      outcome.error = timeout.aborted
        ? `No complete response within ${this.#timeoutMs / 1_000} s`
        : explainFailure(error);
      const { code, name } = error as { code?: string; name: string };
      span.setAttribute(
        'error.type',
        timeout.aborted ? 'timeout' : code ?? name,
      );
    }
    outcome.duration_ms = Date.now() - started_at;
    return outcome;
  }
}

/** Sends a request in a span with the attributes of OpenTelemetry's HTTP conventions. */
function traceSending(
  url: string,
  { causes, attributes }: RequestTrace,
  send: (span: Span) => Promise<DeliveryOutcome>,
): Promise<DeliveryOutcome> {
  const { protocol, hostname, port, origin } = new URL(url);
  const options = {
    kind: SpanKind.CLIENT,
    causes,
    attributes: {
      ...attributes,
      'http.request.method': 'POST',
      // The path or query of a webhook's URL often contains a secret.
      'url.full': `${origin}/REDACTED`,
      'server.address': stripBrackets(hostname),
      'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
    },
  };
  return withSpan('POST', options, async span => {
    const outcome = await send(span);
    const { status_code, error } = outcome;
    if (status_code !== null) {
      span.setAttribute('http.response.status_code', status_code);
    }
    if (!isSuccess(outcome)) {
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: error ?? undefined,
      });
    }
    return outcome;
  });
}

export function isSuccess({ status_code, error }: DeliveryOutcome): boolean {
  return (
    error === null &&
    status_code !== null &&
    status_code >= 200 &&
    status_code < 300
  );
}

/** Reads only the beginning of the response; the rest is not stored. */
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
  let remaining = MAX_HEADER_CHARACTERS;
  for (const [name, value] of Object.entries(headers)) {
    const text = String(value ?? '');
    remaining -= name.length + text.length;
    if (remaining < 0) {
      break;
    }
    retainedHeaders[name] = text;
  }
  return retainedHeaders;
}
