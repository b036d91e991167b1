import { setTimeout as sleep } from 'timers/promises';

/** Waits until something is so, for two seconds at most. */
export async function eventually(check: () => boolean): Promise<void> {
  for (let tries = 0; !check(); tries += 1) {
    if (tries > 200) {
      throw new Error('It never came to pass');
    }
    await sleep(10);
  }
}
