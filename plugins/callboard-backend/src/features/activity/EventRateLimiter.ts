import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequestsError } from '../../http/errors';

/**
 * Bounds how many events a person may post in a minute. Each replica counts
 * for itself: this protects the process, it is not a quota.
 */
export class EventRateLimiter {
  readonly #limiter: RateLimiterMemory;

  /** @param eventsPerMinute - per person; at least 1 */
  constructor(private readonly eventsPerMinute: number) {
    this.#limiter = new RateLimiterMemory({
      points: eventsPerMinute,
      duration: 60,
    });
  }

  /** @throws TooManyRequestsError, saying when to try again */
  async consume(user_ref: string, events: number): Promise<void> {
    try {
      await this.#limiter.consume(user_ref, events);
    } catch (rejection) {
      if (rejection instanceof RateLimiterRes) {
        throw new TooManyRequestsError(
          `More than ${this.eventsPerMinute} events in a minute`,
          Math.max(1, Math.ceil(rejection.msBeforeNext / 1000)),
        );
      }
      throw rejection;
    }
  }

  /** Lets events be posted again that were counted and could not be stored. */
  async refund(user_ref: string, events: number): Promise<void> {
    await this.#limiter.reward(user_ref, events);
  }
}
