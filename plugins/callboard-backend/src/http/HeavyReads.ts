import { OverloadedError, TooManyRequestsError } from './errors';

/** How many heavy reads there are at once. */
export interface HeavyReadLimits {
  /** Running, of everybody together. */
  atOnce: number;
  /** Running, of one person. */
  perPerson: number;
  /** Waiting, of one person. */
  waitingPerPerson: number;
  /** How long a read waits for its turn. */
  maxWaitMs: number;
}

interface WaitingRead {
  person: string;
  start: () => void;
}

/**
 * Lets few reads run at once that take long and a connection each, so that there
 * are connections left for everything else. A free place goes to whoever has
 * fewest reads running, and of those to who has waited longest: nobody gets more
 * by asking more often.
 */
export class HeavyReads {
  #running = 0;
  readonly #runningOf = new Map<string, number>();
  readonly #waiting = new Set<WaitingRead>();

  constructor(private readonly limits: HeavyReadLimits) {}

  /**
   * Runs a read when it is its turn.
   *
   * @throws TooManyRequestsError when the person has enough of them waiting
   * @throws OverloadedError when its turn does not come
   */
  async run<T>(person: string, read: () => Promise<T>): Promise<T> {
    await this.turnOf(person);
    try {
      return await read();
    } finally {
      this.count(person, -1);
      this.startNext();
    }
  }

  private async turnOf(person: string): Promise<void> {
    const waiting = [...this.#waiting].filter(read => read.person === person);
    if (waiting.length >= this.limits.waitingPerPerson) {
      throw new TooManyRequestsError(
        'Too many large reads at once; please wait for those under way',
        1,
      );
    }
    await new Promise<void>((resolve, reject) => {
      const read: WaitingRead = { person, start: resolve };
      this.#waiting.add(read);
      const giveUp = setTimeout(() => {
        this.#waiting.delete(read);
        reject(new OverloadedError('Too many large reads; please try again'));
      }, this.limits.maxWaitMs);
      read.start = () => {
        clearTimeout(giveUp);
        resolve();
      };
      this.startNext();
    });
  }

  private startNext(): void {
    if (this.#running >= this.limits.atOnce) {
      return;
    }
    let next: WaitingRead | undefined;
    let fewest = this.limits.perPerson;
    for (const read of this.#waiting) {
      const running = this.#runningOf.get(read.person) ?? 0;
      if (running < fewest) {
        next = read;
        fewest = running;
      }
    }
    if (next) {
      this.#waiting.delete(next);
      this.count(next.person, 1);
      next.start();
    }
  }

  private count(person: string, change: 1 | -1): void {
    this.#running += change;
    const running = (this.#runningOf.get(person) ?? 0) + change;
    if (running > 0) {
      this.#runningOf.set(person, running);
    } else {
      this.#runningOf.delete(person);
    }
  }
}
