import { isError, CustomErrorBase } from '@backstage/errors';

/** An octokit error for an unexpected response. */
export interface RequestError extends Error {
  /** The status of GitHub's response; 500 without a response. */
  status: number;
  response?: { headers: Readonly<Record<string, string | undefined>> };
}

/**
 * Whether a value is such an error. Octokit has several versions of the class at once, so
 * `instanceof` with an imported one is not reliable.
 */
export function isRequestError(error: unknown): error is RequestError {
  return isError(error) && Number.isInteger(error.status);
}

/** GitHub recommends waiting a minute if it states no time. */
const UNKNOWN_WAIT_MS = 60_000;

/**
 * GitHub's rate limit is reached.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export class RateLimitError extends CustomErrorBase {
  name = 'RateLimitError' as const;

  constructor(
    /** The time to wait before the next request. */
    readonly waitMs: number,
    cause: Error,
  ) {
    super('The GitHub rate limit is reached', cause);
  }

  /** Converts an octokit error, if it is a rate limit. */
  static from(error: unknown): RateLimitError | undefined {
    if (!isRequestError(error) || ![403, 429].includes(error.status)) {
      return undefined;
    }
    const headers = error.response?.headers ?? {};
    if (headers['retry-after']) {
      const seconds = Number(headers['retry-after']);
      return new RateLimitError(seconds * 1_000 || UNKNOWN_WAIT_MS, error);
    }
    if (headers['x-ratelimit-remaining'] === '0') {
      // Both by GitHub's clock: this machine's clock may be wrong.
      const reset = Number(headers['x-ratelimit-reset']) * 1_000;
      const now = Date.parse(headers.date ?? '') || Date.now();
      return new RateLimitError(
        Math.max(reset - now, 0) || UNKNOWN_WAIT_MS,
        error,
      );
    }
    // A plain 403 is not a limit: the credentials lack access to the repository.
    return error.status === 429 || /rate limit/i.test(error.message)
      ? new RateLimitError(UNKNOWN_WAIT_MS, error)
      : undefined;
  }
}
