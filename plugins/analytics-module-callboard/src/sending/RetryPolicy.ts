import { Environment } from '../environment/Environment';
import { Outcome } from './outcomeOf';

const FIRST_MS = 5_000;
const LONGEST_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 5 * 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * Says how long to leave the server alone: growing with each failure in a row,
 * never shorter than it asked for, and spread so that a thousand browsers do
 * not come back in the same second.
 */
export class RetryPolicy {
  readonly #environment: Environment;
  #failures = 0;
  #notBefore = 0;
  /** Until when the server itself has said no, whatever the network does. */
  #retryNotBefore = 0;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Milliseconds to wait before the next request; 0 when it may go now. */
  get waitMs(): number {
    return Math.max(0, this.#notBefore - this.#environment.now());
  }

  /** Takes note of a request that did what it should. */
  succeeded(): void {
    this.#failures = 0;
    this.#notBefore = 0;
  }

  /** Takes note of one that did not. */
  failed(outcome: Outcome): void {
    const [first, longest] =
      outcome.kind === 'paused'
        ? [FIRST_PAUSE_MS, LONGEST_PAUSE_MS]
        : [FIRST_MS, LONGEST_MS];
    const grown = Math.min(longest, first * 2 ** Math.min(this.#failures, 20));
    const requestedMs =
      outcome.kind === 'later'
        ? Math.min(outcome.afterMs ?? 0, LONGEST_PAUSE_MS)
        : 0;
    const spread = 0.5 + this.#environment.random() / 2;
    // What the server asked for is a minimum, so there the spread comes on top.
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

  /** Forgets failures that were the network's, as it has come back. */
  networkIsBack(): void {
    this.#failures = 0;
    this.#notBefore = this.#retryNotBefore;
  }
}
