import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequestsError } from '../../http/errors';

const WINDOW_SECONDS = 60;

/** A window that ends within this time counts as over. */
const ENDING_MS = 100;

/** Subtracts events that were counted but not stored. */
type Refund = () => Promise<void>;

/**
 * Limits how many events a person can post per minute. The limit protects the process and is not a
 * quota, so each replica counts separately.
 */
export class EventRateLimiter {
  readonly #limiter: RateLimiterMemory;

  /** @param eventsPerMinute - per person; at least 1 */
  constructor(private readonly eventsPerMinute: number) {
    this.#limiter = new RateLimiterMemory({
      points: eventsPerMinute,
      duration: WINDOW_SECONDS,
    });
  }

  /**
   * Counts events, except rejected events. A batch above the limit counts as the limit: otherwise,
   * it would never be accepted.
   *
   * @returns a function to call if the events could not be stored; it subtracts them from the count
   * of the same minute
   * @throws TooManyRequestsError with the number of seconds until the next attempt
   */
  async consume(user_ref: string, posted: number): Promise<Refund> {
    const events = Math.min(posted, this.eventsPerMinute);
    try {
      const counted = await this.#limiter.consume(user_ref, events);
      return this.createRefund(user_ref, events, counted);
    } catch (rejection) {
      if (rejection instanceof RateLimiterRes) {
        await this.createRefund(user_ref, events, rejection)();
        throw new TooManyRequestsError(
          `You can post at most ${this.eventsPerMinute} events per minute. Try again in a minute`,
          Math.max(1, Math.ceil(rejection.msBeforeNext / 1000)),
        );
      }
      throw rejection;
    }
  }

  private createRefund(
    user_ref: string,
    events: number,
    { msBeforeNext }: RateLimiterRes,
  ): Refund {
    const end = Date.now() + msBeforeNext;
    return async () => {
      // After the end of the window, a refund would make the count of the next window negative.
      if (Date.now() < end - ENDING_MS) {
        await this.#limiter.reward(user_ref, events);
      }
    };
  }
}
