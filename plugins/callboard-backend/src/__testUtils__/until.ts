import { setTimeout as sleep } from 'timers/promises';

/** Waits until a condition holds, for about a minute at most. */
export async function until(
  check: () => Promise<boolean> | boolean,
): Promise<void> {
  for (let attempts = 0; !(await check()); attempts += 1) {
    if (attempts > 5_000) {
      throw new Error('The condition did not become true in time');
    }
    await sleep(10);
  }
}
