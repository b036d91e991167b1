/** The number of failed attempts after which a dispatch, and by default a job, is dead-lettered. */
export const MAX_ATTEMPTS = 8;

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

/**
 * Computes the delay before the next attempt, in ms. The delay doubles with each attempt, up to a
 * minute. Its upper half is random (jitter), so that retries do not synchronise.
 *
 * @param attempts - the number of failures so far, from 1
 */
export function computeRetryDelay(attempts: number): number {
  const delay = Math.min(
    FIRST_DELAY_MS * 2 ** (attempts - 1),
    LONGEST_DELAY_MS,
  );
  return Math.round(delay * (0.5 + Math.random() / 2));
}
