import { OverloadedError, TooManyRequestsError } from './errors';

/** The limits of concurrent heavy reads. */
export interface HeavyReadLimits {
  /** The maximum number of running reads. */
  atOnce: number;
  /** The maximum number of running reads per user. */
  perPerson: number;
  /** The maximum number of waiting reads per user. */
  waitingPerPerson: number;
  /** The maximum time that a read waits for a slot. */
  maxWaitMs: number;
}

interface WaitingRead {
  person: string;
  start: () => void;
}

/**
 * Limits the number of concurrent slow reads, each of which occupies a connection, so that
 * connections are left for other work. A free slot goes to the user with the fewest running reads,
 * and among those to the one who has waited longest: more requests give nobody more slots.
 */
export class HeavyReads {
  #running = 0;
  readonly #runningByPerson = new Map<string, number>();
  readonly #waiting = new Set<WaitingRead>();

  constructor(private readonly limits: HeavyReadLimits) {}

  /**
   * Runs a read when a slot is free.
   *
   * @throws TooManyRequestsError if too many reads of the user are waiting
   * @throws OverloadedError if it waits too long
   */
  async run<T>(person: string, read: () => Promise<T>): Promise<T> {
    await this.waitForSlot(person);
    try {
      return await read();
    } finally {
      this.count(person, -1);
      this.startNext();
    }
  }

  private async waitForSlot(person: string): Promise<void> {
    const waiting = [...this.#waiting].filter(read => read.person === person);
    if (waiting.length >= this.limits.waitingPerPerson) {
      throw new TooManyRequestsError(
        'Too many of your large reads are running. Wait for them to finish, then try again',
        1,
      );
    }
    await new Promise<void>((resolve, reject) => {
      const read: WaitingRead = { person, start: resolve };
      this.#waiting.add(read);
      const giveUp = setTimeout(() => {
        this.#waiting.delete(read);
        reject(
          new OverloadedError(
            'The server is handling too many large reads. Try again in a few seconds',
          ),
        );
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
      const running = this.#runningByPerson.get(read.person) ?? 0;
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
    const running = (this.#runningByPerson.get(person) ?? 0) + change;
    if (running > 0) {
      this.#runningByPerson.set(person, running);
    } else {
      this.#runningByPerson.delete(person);
    }
  }
}
