import { setTimeout as sleep } from 'timers/promises';

/** Limits the rate per minute, evenly. */
export class Pace {
  #next = 0;

  constructor(private readonly perMinute: number) {}

  /**
   * Waits for one's turn.
   *
   * @throws AbortError when the signal ends the wait
   */
  async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const mine = Math.max(now, this.#next);
    this.#next = mine + 60_000 / this.perMinute;
    if (mine > now) {
      await sleep(mine - now, undefined, { signal });
    }
  }
}
