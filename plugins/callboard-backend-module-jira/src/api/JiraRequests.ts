import {
  SourceApi,
  SourceRateLimitError,
  SourceResponse,
  SourceResponseError,
} from '@callboard/plugin-callboard-node';
import { setTimeout as sleep } from 'timers/promises';
import { z } from 'zod';
import { JiraInstanceConfig } from '../readJiraConfig';

/** The longest rate limit for which a request waits; a longer limit ends the run. */
const MAX_WAIT_MS = 20_000;

const MAX_WAITS = 5;

/** The pause between requests while the rate limit is near. */
const PAUSE_MS = 1_000;

type Query = Readonly<Record<string, string | number | undefined>>;

/** Sends requests to an instance of Jira Cloud (REST API 3) or Jira Data Center (REST API 2). */
export class JiraRequests {
  readonly #api: SourceApi;
  #isCloud: Promise<boolean> | undefined;
  #isLimitNear = false;
  /** The end of the rate limit. */
  #limitedUntil = new Date(0);
  /** Jira's clock minus this machine's. */
  #clockDifferenceMs = 0;

  constructor(
    instance: Pick<JiraInstanceConfig, 'apiUrl' | 'email' | 'token'>,
    options: { retryDelaysMs?: readonly number[] } = {},
  ) {
    const { apiUrl, email, token } = instance;
    const authorization = email
      ? `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`
      : `Bearer ${token}`;
    this.#api = new SourceApi({
      baseUrl: apiUrl,
      getHeaders: async () => ({ authorization }),
      ...options,
    });
  }

  /** The current time in ms by Jira's clock, estimated from the last response. */
  now(): number {
    return Date.now() + this.#clockDifferenceMs;
  }

  async isCloud(signal: AbortSignal): Promise<boolean> {
    this.#isCloud ??= this.send('/rest/api/2/serverInfo', signal).then(
      ({ body }) =>
        z.object({ deploymentType: z.literal('Cloud') }).safeParse(body)
          .success,
    );
    return this.#isCloud.catch(error => {
      this.#isCloud = undefined;
      throw error;
    });
  }

  /** Requests a resource of the product's REST API. */
  async get(
    path: string,
    signal: AbortSignal,
    query?: Query,
  ): Promise<SourceResponse> {
    const version = (await this.isCloud(signal)) ? 3 : 2;
    return this.send(`/rest/api/${version}/${path}`, signal, query);
  }

  /**
   * Sends a request. Pauses before the request while the rate limit is near. If the limit is
   * reached, waits until it ends, and sends the request again.
   *
   * @throws SourceRateLimitError if the limit lasts longer than `MAX_WAIT_MS`, or after `MAX_WAITS`
   *   waits
   */
  async send(
    path: string,
    signal: AbortSignal,
    query?: Query,
  ): Promise<SourceResponse> {
    for (let waits = 0; ; waits += 1) {
      if (this.#limitedUntil.getTime() > Date.now()) {
        throw new SourceRateLimitError(this.#limitedUntil);
      }
      if (this.#isLimitNear) {
        await sleep(PAUSE_MS, undefined, { signal });
      }
      try {
        const response = await this.#api.get({ path, query, signal });
        this.#isLimitNear = isLimitNear(response.headers);
        this.#clockDifferenceMs = response.at - Date.now();
        return response;
      } catch (error) {
        if (!(error instanceof SourceRateLimitError)) {
          throw error;
        }
        const waitMs = error.retryAt.getTime() - Date.now();
        if (waitMs > MAX_WAIT_MS || waits >= MAX_WAITS) {
          this.#limitedUntil = error.retryAt;
          throw error;
        }
        await sleep(Math.max(waitMs, 0), undefined, { signal });
      }
    }
  }
}

export function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return (
    error instanceof SourceResponseError && statuses.includes(error.status)
  );
}

/** The body of a response; undefined if the status is 404. */
export async function ignoreNotFound(
  response: Promise<SourceResponse>,
): Promise<unknown> {
  try {
    return (await response).body;
  } catch (error) {
    if (hasStatus(error, 404)) {
      return undefined;
    }
    throw error;
  }
}

/** Cloud announces that its limit is near; Data Center states how many requests are left. */
function isLimitNear(headers: Headers): boolean {
  return (
    headers.get('x-ratelimit-nearlimit') === 'true' ||
    headers.get('x-ratelimit-remaining') === '0'
  );
}
