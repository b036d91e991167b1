import { getUtf8Length } from '@callboard/plugin-callboard-common';
import { Environment } from '../environment/Environment';
import { EventQueue } from '../queue/EventQueue';
import { StoredEvent } from '../queue/StoredEvent';
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
class RetryPolicy {
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

type Event = StoredEvent['event'];

/** How long an event waits for others before a batch is sent. */
const GATHER_MS = 4_000;
const ENOUGH_EVENTS = 20;

const MAX_EVENTS = 100;

// A browser lets at most 64 KiB outlive a page, over all its requests. Small requests leave space
// for another one if the page is left while one is in flight.
const MAX_BYTES = 28 * 1_024;
const MAX_BYTES_OUT = 60 * 1_024;

// If the server rejects everything, events must not be sent individually.
const REFUSALS_IN_A_ROW = 3;

/** The dependencies of the sender. */
export interface EventSenderOptions {
  environment: Environment;
  queue: EventQueue;
  /** Whether events may be sent now. */
  maySend(): boolean;
  /** Posts events, and returns the outcome; never throws. */
  post(events: Event[], options: { keepalive: boolean }): Promise<Outcome>;
  /** Completes events shortly before they are sent. */
  prepare(events: Event[]): Promise<void>;
  /** The events in their final form. */
  finish(events: Event[]): Event[];
}

/**
 * Sends waiting events to the server: in batches, one at a time, until each is stored or finally
 * rejected.
 */
export class EventSender {
  readonly #options: EventSenderOptions;
  readonly #retry: RetryPolicy;
  readonly #onTheirWay = new Set<string>();
  #bytesOut = 0;
  #busy = false;
  #stopped = false;
  #batchSize = MAX_EVENTS;
  /** The number of events at the head of the queue among which one is rejected. */
  #suspects = 0;
  #refusals = 0;
  #scheduled: { at: number; cancel: () => void } | undefined;

  constructor(options: EventSenderOptions) {
    this.#options = options;
    this.#retry = new RetryPolicy(options.environment);
  }

  /** Schedules sending if events wait. */
  nudge(): void {
    const { queue, maySend } = this.#options;
    if (queue.size > 0 && !this.#stopped && maySend()) {
      this.#schedule(queue.size >= ENOUGH_EVENTS ? 0 : GATHER_MS);
    }
  }

  /** Retries soon, because the network is back. */
  handleReconnect(): void {
    this.#retry.handleReconnect();
    this.nudge();
  }

  /**
   * Sends as many events as can outlive the page, which may be closed when this returns. Remaining
   * and failed events are stored and sent later.
   */
  flushOnLeave(): void {
    const { queue, maySend } = this.#options;
    if (!maySend() || this.#retry.waitMs > 0) {
      return;
    }
    const bytes = Math.min(MAX_BYTES_OUT - this.#bytesOut, MAX_BYTES);
    const batch = queue.peek(
      { events: this.#batchSize, bytes },
      this.#onTheirWay,
    );
    if (batch.length > 0) {
      this.#send(batch).then(outcome => {
        this.#conclude(batch, outcome);
        this.nudge();
      });
    }
  }

  /** Stops all attempts. */
  stop(): void {
    this.#stopped = true;
    this.#scheduled?.cancel();
  }

  #schedule(delayMs: number): void {
    const { environment } = this.#options;
    const wait = Math.max(delayMs, this.#retry.waitMs);
    const at = environment.now() + wait;
    if (this.#busy || (this.#scheduled && this.#scheduled.at <= at)) {
      return;
    }
    this.#scheduled?.cancel();
    const cancel = environment.schedule(wait, () => {
      this.#scheduled = undefined;
      this.#sendAll();
    });
    this.#scheduled = { at, cancel };
  }

  async #sendAll(): Promise<void> {
    const { queue, maySend, prepare } = this.#options;
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      while (!this.#stopped && maySend() && this.#retry.waitMs === 0) {
        const limits = { events: this.#batchSize, bytes: MAX_BYTES };
        const batch = queue.peek(limits, this.#onTheirWay);
        if (batch.length === 0) {
          break;
        }
        const outcome = await this.#send(batch, prepare);
        this.#conclude(batch, outcome);
      }
    } finally {
      this.#busy = false;
      this.nudge();
    }
  }

  async #send(
    batch: Event[],
    prepare?: EventSenderOptions['prepare'],
  ): Promise<Outcome> {
    const ids = batch.map(event => event.client_event_id);
    ids.forEach(id => this.#onTheirWay.add(id));
    let bytes = 0;
    try {
      await prepare?.(batch);
      const events = this.#options.finish(batch);
      bytes = getUtf8Length(JSON.stringify(events));
      this.#bytesOut += bytes;
      const keepalive = this.#bytesOut <= MAX_BYTES_OUT;
      return await this.#options.post(events, { keepalive });
    } finally {
      ids.forEach(id => this.#onTheirWay.delete(id));
      this.#bytesOut -= bytes;
    }
  }

  #conclude(batch: Event[], outcome: Outcome): void {
    const { queue } = this.#options;
    const ids = batch.map(event => event.client_event_id);
    if (outcome.kind === 'stored') {
      this.#retry.recordSuccess();
      this.#refusals = 0;
      queue.remove(ids);
      this.#suspects -= batch.length;
      if (this.#suspects <= 0) {
        this.#batchSize = MAX_EVENTS;
      }
    } else if (outcome.kind !== 'refused') {
      this.#retry.recordFailure(outcome);
    } else if (batch.length > 1) {
      // One invalid event fails its batch: smaller batches isolate it.
      this.#suspects = batch.length;
      this.#batchSize = Math.ceil(batch.length / 2);
    } else {
      queue.remove(ids);
      this.#suspects = 0;
      this.#batchSize = MAX_EVENTS;
      this.#refusals += 1;
      if (this.#refusals >= REFUSALS_IN_A_ROW) {
        this.#retry.recordFailure(outcome);
      }
    }
  }
}
