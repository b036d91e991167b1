import { isError } from '@backstage/errors';
import { SourceRateLimitError } from '@callboard/plugin-callboard-node';

/** An octokit error for an unexpected response. */
export interface RequestError extends Error {
  /** The status of GitHub's response; 500 without a response. */
  status: number;
  response?: { headers: Readonly<Record<string, string | undefined>> };
}

/**
 * Whether a value is a `RequestError`. Octokit's packages contain several versions of the class, so
 * `instanceof` with an imported class is not reliable.
 */
export function isRequestError(error: unknown): error is RequestError {
  return isError(error) && Number.isInteger(error.status);
}

/** GitHub recommends waiting a minute if its response states no time. */
const UNKNOWN_WAIT_MS = 60_000;

/**
 * Converts an octokit error about GitHub's rate limit; undefined for other errors.
 *
 * @see https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function toRateLimitError(
  error: unknown,
): SourceRateLimitError | undefined {
  const waitMs = getWaitMs(error);
  return waitMs === undefined
    ? undefined
    : new SourceRateLimitError(new Date(Date.now() + waitMs), { cause: error });
}

function getWaitMs(error: unknown): number | undefined {
  if (!isRequestError(error) || ![403, 429].includes(error.status)) {
    return undefined;
  }
  const headers = error.response?.headers ?? {};
  if (headers['retry-after']) {
    return Number(headers['retry-after']) * 1_000 || UNKNOWN_WAIT_MS;
  }
  if (headers['x-ratelimit-remaining'] === '0') {
    // Both times are by GitHub's clock, because this machine's clock may be wrong.
    const reset = Number(headers['x-ratelimit-reset']) * 1_000;
    const now = Date.parse(headers.date ?? '') || Date.now();
    return Math.max(reset - now, 0) || UNKNOWN_WAIT_MS;
  }
  // A 403 without such a message means that the credentials lack access to the repository.
  return error.status === 429 || /rate limit/i.test(error.message)
    ? UNKNOWN_WAIT_MS
    : undefined;
}
