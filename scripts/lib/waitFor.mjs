/** Waits until a state meets a goal, for as long as the state keeps changing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/**
 * Longer than any pause in which a working system makes no progress: the platform's event bus
 * retries after up to a minute.
 */
export const STALL_MS = 90_000;

const POLL_MS = 50;

/**
 * Reads a state until it meets the goal. Fails only if the state stays the same for too long: the
 * total time is not limited.
 *
 * @param read returns the state; all progress must be part of it
 * @returns the last state
 */
export async function waitFor(
  goal,
  read,
  isDone = Boolean,
  { stallMs = STALL_MS, pollMs = POLL_MS } = {},
) {
  let movedAt = Date.now();
  let state = await read();
  while (!isDone(state)) {
    if (Date.now() - movedAt > stallMs) {
      const [seconds, text] = [stallMs / 1_000, JSON.stringify(state)];
      throw new Error(`${goal}: no progress for ${seconds} s at ${text}`);
    }
    await sleep(pollMs);
    const next = await read();
    if (!isDeepStrictEqual(next, state)) {
      movedAt = Date.now();
    }
    state = next;
  }
  return state;
}
