import { TooManyRequestsError } from './errors';

/** The `Retry-After` of a refusal; short, so that clients soon use a slot that becomes free. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Limits the concurrency of one kind of work, per user and in total, so that one user cannot occupy
 * every slot. Each replica counts separately: this protects the process, it is not a quota.
 */
export class ConcurrencyLimit {
  readonly #perPerson = new Map<string, number>();
  #total = 0;

  /** @param limits.workName - the kind of work, in the plural, for the message */
  constructor(
    private readonly limits: {
      workName: string;
      total: number;
      perPerson: number;
    },
  ) {}

  /** @throws TooManyRequestsError if the limit is reached; any error of `work` */
  async run<T>(user_ref: string, work: () => Promise<T>): Promise<T> {
    const personCount = this.#perPerson.get(user_ref) ?? 0;
    if (personCount >= this.limits.perPerson) {
      throw this.createLimitError(`Too many of your ${this.limits.workName}`);
    }
    if (this.#total >= this.limits.total) {
      throw this.createLimitError(`Too many ${this.limits.workName}`);
    }
    this.#perPerson.set(user_ref, personCount + 1);
    this.#total += 1;
    try {
      return await work();
    } finally {
      this.#total -= 1;
      this.release(user_ref);
    }
  }

  private createLimitError(subject: string): TooManyRequestsError {
    return new TooManyRequestsError(
      `${subject} are still running. Try again in a few seconds`,
      RETRY_AFTER_SECONDS,
    );
  }

  private release(user_ref: string): void {
    const remaining = this.#perPerson.get(user_ref)! - 1;
    if (remaining > 0) {
      this.#perPerson.set(user_ref, remaining);
    } else {
      this.#perPerson.delete(user_ref);
    }
  }
}
