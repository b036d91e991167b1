/** After how many failed attempts a dispatch is set aside. */
export const MAX_ATTEMPTS = 8;

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

/**
 * How long to wait before the next attempt: doubling, at most a minute, and
 * spread by half so that retries do not come in step.
 *
 * @param attempts - how often it has failed so far, from 1
 * @param random - a number from 0 up to 1
 */
export function retryDelay(attempts: number, random = Math.random()): number {
  const delay = Math.min(
    FIRST_DELAY_MS * 2 ** (attempts - 1),
    LONGEST_DELAY_MS,
  );
  return Math.round(delay * (0.5 + random / 2));
}
