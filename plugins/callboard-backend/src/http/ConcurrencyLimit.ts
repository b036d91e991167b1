import { TooManyRequestsError } from './errors';

/** Short enough to use a free slot soon. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Limits the concurrency of one kind of work, per user and in total, so that one user cannot occupy
 * every slot. Each replica counts separately: this protects the process, it is not a quota.
 */
export class ConcurrencyLimit {
  readonly #perPerson = new Map<string, number>();
  #total = 0;

  /** @param limits.work - the kind of work, in the plural, for the message */
  constructor(
    private readonly limits: {
      work: string;
      total: number;
      perPerson: number;
    },
  ) {}

  /**
   * Runs work for a user.
   *
   * @throws TooManyRequestsError if the limit is reached; any error of `work`
   */
  async run<T>(user_ref: string, work: () => Promise<T>): Promise<T> {
    const own = this.#perPerson.get(user_ref) ?? 0;
    if (own >= this.limits.perPerson) {
      throw this.createRefusal(`Too many of your ${this.limits.work}`);
    }
    if (this.#total >= this.limits.total) {
      throw this.createRefusal(`Too many ${this.limits.work}`);
    }
    this.#perPerson.set(user_ref, own + 1);
    this.#total += 1;
    try {
      return await work();
    } finally {
      this.#total -= 1;
      this.leave(user_ref);
    }
  }

  private createRefusal(whose: string): TooManyRequestsError {
    return new TooManyRequestsError(
      `${whose} are still running. Try again in a few seconds`,
      RETRY_AFTER_SECONDS,
    );
  }

  private leave(user_ref: string): void {
    const rest = this.#perPerson.get(user_ref)! - 1;
    if (rest > 0) {
      this.#perPerson.set(user_ref, rest);
    } else {
      this.#perPerson.delete(user_ref);
    }
  }
}
