import { Environment } from '../environment/Environment';
import { Outcome } from './toFailureOutcome';

const FIRST_MS = 5_000;
const LONGEST_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 5 * 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * Computes how long to wait before the next request: longer with each consecutive failure, never
 * shorter than the server requested, and with jitter, so that a thousand browsers do not return in
 * the same second.
 */
export class RetryPolicy {
  readonly #environment: Environment;
  #failures = 0;
  #notBefore = 0;
  /** The end of the wait that the server itself requested; it applies even if the network returns. */
  #retryNotBefore = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Milliseconds to wait before the next request; 0 if it may be sent now. */
  get waitMs(): number {
    return Math.max(0, this.#notBefore - this.#environment.now());
  }

  /** Records a successful request. */
  recordSuccess(): void {
    this.#failures = 0;
    this.#notBefore = 0;
  }

  /** Records a failed request. */
  recordFailure(outcome: Outcome): void {
    const [first, longest] =
      outcome.kind === 'paused'
        ? [FIRST_PAUSE_MS, LONGEST_PAUSE_MS]
        : [FIRST_MS, LONGEST_MS];
    const grown = Math.min(longest, first * 2 ** Math.min(this.#failures, 20));
    const requestedMs =
      outcome.kind === 'later'
        ? Math.min(outcome.afterMs ?? 0, LONGEST_PAUSE_MS)
        : 0;
    const spread = 0.5 + this.#environment.getRandomNumber() / 2;
    // The server's wait is a minimum, so jitter is added on top.
    const wait = Math.max(
      grown * spread,
      requestedMs + FIRST_MS * (spread - 0.5),
    );
    this.#failures += 1;
    this.#notBefore = this.#environment.now() + wait;
    if (requestedMs > 0 || outcome.kind === 'paused') {
      this.#retryNotBefore = this.#notBefore;
    }
  }

  /** Discards network failures, because the network is back. */
  handleReconnect(): void {
    this.#failures = 0;
    this.#notBefore = this.#retryNotBefore;
  }
}
