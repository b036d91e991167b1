import { setTimeout as sleep } from 'timers/promises';
import { SourceRateLimitError } from '../workItemSources';

const RETRY_DELAYS_MS = [1_000, 4_000, 16_000];

const TIMEOUT_MS = 60_000;

/** The pause if a source limits requests without stating when the limit ends. */
const UNKNOWN_WAIT_MS = 60_000;

const MAX_WAIT_MS = 24 * 60 * 60_000;

/** A source returned an unexpected response. @public */
export class SourceResponseError extends Error {
  name = 'SourceResponseError' as const;

  constructor(
    /** The status of the response. */
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A response of a source. @public */
export interface SourceResponse {
  body: unknown;
  headers: Headers;
  /** The time of the response, in ms: from its `Date` header, else from this machine's clock. */
  at: number;
}

/** A request to a source. @public */
export interface SourceRequest {
  /** The path after the base URL, already URL-encoded. */
  path: string;
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  signal: AbortSignal;
}

/**
 * Reads JSON from the REST API of a source. Retries requests that fail with 5xx or without a
 * response. Follows no redirects: the credentials are for this host, and a redirect usually leads
 * to a sign-in page or a renamed project.
 *
 * @public
 */
export class SourceApi {
  constructor(
    private readonly deps: {
      /** Without a slash at the end. */
      baseUrl: string;
      /** The headers with the credentials. */
      getHeaders(): Promise<Record<string, string>>;
      /** The delay before each retry. */
      retryDelaysMs?: readonly number[];
    },
  ) {}

  /**
   * @throws SourceRateLimitError if the source limits requests
   * @throws SourceResponseError for any other unexpected response; for 5xx, after all retries
   * @throws Error if the source does not respond, after all retries
   */
  async get({ path, query, signal }: SourceRequest): Promise<SourceResponse> {
    const { baseUrl, retryDelaysMs = RETRY_DELAYS_MS } = this.deps;
    const url = new URL(`${baseUrl}${path}`);
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    const credentials = await this.deps.getHeaders();
    for (let attempts = 0; ; attempts += 1) {
      try {
        return await send(url, credentials, signal);
      } catch (error) {
        const isRetryable =
          !signal.aborted &&
          !(error instanceof SourceRateLimitError) &&
          !(error instanceof SourceResponseError && error.status < 500);
        if (!isRetryable || attempts >= retryDelaysMs.length) {
          throw error;
        }
        await sleep(retryDelaysMs[attempts], undefined, { signal });
      }
    }
  }
}

async function send(
  url: URL,
  credentials: Record<string, string>,
  signal: AbortSignal,
): Promise<SourceResponse> {
  const response = await fetch(url, {
    headers: {
      accept: 'application/json',
      'user-agent': 'callboard',
      ...credentials,
    },
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  }).catch(error => {
    signal.throwIfAborted();
    // Omits the message of fetch, which says only that fetch failed, or contains secrets: the URL
    // or header that it rejects.
    const { cause } = error;
    throw new Error(
      `${url.host} cannot be reached: ${
        cause?.message ?? 'the request failed'
      }`,
      { cause },
    );
  });
  const { status, headers } = response;
  const at = Date.parse(headers.get('date') ?? '') || Date.now();
  if (status === 429) {
    await response.body?.cancel();
    throw new SourceRateLimitError(
      new Date(Date.now() + getWaitMs(headers, at)),
    );
  }
  const text = await response.text();
  if (!response.ok) {
    throw new SourceResponseError(
      status,
      `${url.host} returned ${status} for ${url.pathname}${explain(status)}`,
    );
  }
  try {
    return { body: JSON.parse(text), headers, at };
  } catch {
    throw new SourceResponseError(
      status,
      `${url.host} returned no JSON for ${url.pathname}`,
    );
  }
}

/** Returns how long the source asks to wait, but at most a day: more is probably an error. */
function getWaitMs(headers: Headers, at: number): number {
  return Math.min(readWaitMs(headers, at), MAX_WAIT_MS);
}

function readWaitMs(headers: Headers, at: number): number {
  const retryAfter = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(retryAfter)) {
    return Number(retryAfter) * 1_000;
  }
  // Compares times of the source's clock, because this machine's clock may be wrong.
  const reset =
    Date.parse(retryAfter) ||
    Number(headers.get('ratelimit-reset') ?? 0) * 1_000;
  return reset > at ? reset - at : UNKNOWN_WAIT_MS;
}

function explain(status: number): string {
  if (status === 401) {
    return ': the configured credentials are invalid, expired or revoked';
  }
  if (status === 403) {
    return ': the configured credentials lack access';
  }
  if (status >= 300 && status < 400) {
    return ', a redirect';
  }
  return '';
}
