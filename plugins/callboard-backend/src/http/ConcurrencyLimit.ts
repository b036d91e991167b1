import { TooManyRequestsError } from './errors';

/** Often enough that a free place is not left waiting for long. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Bounds how much of one kind of work goes on at once, for each person and for
 * all of them, so that one person cannot take every place. Each replica counts
 * for itself: this protects the process, it is not a quota.
 */
export class ConcurrencyLimit {
  readonly #perPerson = new Map<string, number>();
  #total = 0;

  /** @param limits.work - what is going on, in the plural, for the message */
  constructor(
    private readonly limits: {
      work: string;
      total: number;
      perPerson: number;
    },
  ) {}

  /**
   * Does some work for a person.
   *
   * @throws TooManyRequestsError when too much is going on already; whatever
   *   `work` throws
   */
  async run<T>(user_ref: string, work: () => Promise<T>): Promise<T> {
    const own = this.#perPerson.get(user_ref) ?? 0;
    if (own >= this.limits.perPerson) {
      throw this.refusal(`Your other ${this.limits.work}`);
    }
    if (this.#total >= this.limits.total) {
      throw this.refusal(`Other people's ${this.limits.work}`);
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

  private refusal(whose: string): TooManyRequestsError {
    return new TooManyRequestsError(
      `${whose} are still going on; please try again soon`,
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
