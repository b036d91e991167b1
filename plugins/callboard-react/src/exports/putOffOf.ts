import { retryAfterOf } from '../query/retryAfterOf';
import { statusOf } from '../query/statusOf';

const DEFAULT_SECONDS = 5;

/** Nobody waits for longer without wondering. */
const MAX_SECONDS = 60;

/**
 * When to ask again, in milliseconds from now, for what the server puts off with
 * 429; undefined for every other failure.
 */
export function putOffOf(error: unknown): number | undefined {
  if (statusOf(error) !== 429) {
    return undefined;
  }
  const wait = retryAfterOf(error) ?? DEFAULT_SECONDS;
  return Math.min(Math.max(wait, 1), MAX_SECONDS) * 1_000;
}
