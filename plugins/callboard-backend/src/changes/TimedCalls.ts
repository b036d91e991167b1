/** The timeout of one call of an external subscriber. */
const ANSWER_WITHIN_MS = 10_000;

/** A call that has not ended after this time counts as lost. */
const LOST_AFTER_MS = 60_000;

/** A subscriber has not returned in time; it may still be running. */
export class OverdueError extends Error {
  constructor(subscriber: string, ms: number) {
    super(`${subscriber} did not answer within ${ms} ms`);
    this.name = 'OverdueError';
  }
}

/**
 * Calls subscribers with a timeout. An overdue subscriber must not be called again until its call
 * has ended. Otherwise its late work would mix with the next call.
 */
export class TimedCalls {
  readonly #overdue = new Map<string, Promise<void>>();

  constructor(
    private readonly answerWithinMs = ANSWER_WITHIN_MS,
    private readonly lostAfterMs = LOST_AFTER_MS,
  ) {}

  /** Whether a timed-out call of this subscriber is still in progress. */
  isOverdue(subscriber: string): boolean {
    return this.#overdue.has(subscriber);
  }

  /** @throws OverdueError if the call does not end in time */
  async run(subscriber: string, work: () => Promise<void>): Promise<void> {
    const call = work();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.remember(subscriber, call);
        reject(new OverdueError(subscriber, this.answerWithinMs));
      }, this.answerWithinMs);
    });
    try {
      await Promise.race([call, deadline]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Prevents calls of the subscriber until this call ends or is lost. */
  private remember(subscriber: string, call: Promise<void>): void {
    this.#overdue.set(subscriber, call);
    const forget = () => {
      if (this.#overdue.get(subscriber) === call) {
        this.#overdue.delete(subscriber);
      }
    };
    const lost = setTimeout(forget, this.lostAfterMs);
    // Does not keep an otherwise idle process alive.
    lost.unref();
    const end = () => {
      clearTimeout(lost);
      forget();
    };
    call.then(end, end);
  }
}
