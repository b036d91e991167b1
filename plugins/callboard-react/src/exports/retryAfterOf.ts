import { statusOf } from '../query/statusOf';

/** For a browser that may not see the header, as with another origin's. */
const DEFAULT_SECONDS = 5;

/** Nobody waits for longer without wondering. */
const MAX_SECONDS = 60;

/**
 * When to ask again, in milliseconds from now, for what the server puts off with
 * 429; undefined for every other failure.
 */
export function retryAfterOf(error: unknown): number | undefined {
  if (statusOf(error) !== 429) {
    return undefined;
  }
  const { response } = error as { response?: { headers?: Headers } };
  const seconds = Number(response?.headers?.get('retry-after') || NaN);
  const wait = seconds >= 0 ? seconds : DEFAULT_SECONDS;
  return Math.min(Math.max(wait, 1), MAX_SECONDS) * 1_000;
}
