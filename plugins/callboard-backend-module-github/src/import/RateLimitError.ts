import { CustomErrorBase } from '@backstage/errors';
import { isRequestError } from './isRequestError';

/** GitHub asks to wait a minute where it does not say how long. */
const UNKNOWN_WAIT_MS = 60_000;

/**
 * GitHub wants no more requests for now.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export class RateLimitError extends CustomErrorBase {
  name = 'RateLimitError' as const;

  constructor(
    /** How long it wants none. */
    readonly waitMs: number,
    cause: Error,
  ) {
    super('GitHub wants no more requests for now', cause);
  }

  /** What an error of octokit's is, if it is this. */
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
      // Both by GitHub's clock: this machine's may be wrong.
      const reset = Number(headers['x-ratelimit-reset']) * 1_000;
      const now = Date.parse(headers.date ?? '') || Date.now();
      return new RateLimitError(
        Math.max(reset - now, 0) || UNKNOWN_WAIT_MS,
        error,
      );
    }
    // A plain 403 is no limit: the repository is not for these credentials.
    return error.status === 429 || /rate limit/i.test(error.message)
      ? new RateLimitError(UNKNOWN_WAIT_MS, error)
      : undefined;
  }
}
