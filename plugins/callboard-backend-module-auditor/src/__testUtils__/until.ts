import { setTimeout as sleep } from 'timers/promises';

/** Waits until a condition holds, for ten seconds at most. */
export async function until<T>(
  check: () => Promise<T | false> | T | false,
): Promise<T> {
  for (let attempts = 0; attempts < 500; attempts += 1) {
    const found = await check();
    if (found) {
      return found;
    }
    await sleep(20);
  }
  throw new Error('The condition did not become true within ten seconds');
}
