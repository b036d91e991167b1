import { getRetryAfter } from '../query/getRetryAfter';
import { getErrorStatus } from '../query/getErrorStatus';

const DEFAULT_SECONDS = 5;

/** A longer wait would look like a failure. */
const MAX_SECONDS = 60;

/**
 * The delay before a retry, in milliseconds, if the server responds with 429; undefined for every
 * other error.
 */
export function getRetryDelay(error: unknown): number | undefined {
  if (getErrorStatus(error) !== 429) {
    return undefined;
  }
  const wait = getRetryAfter(error) ?? DEFAULT_SECONDS;
  return Math.min(Math.max(wait, 1), MAX_SECONDS) * 1_000;
}
