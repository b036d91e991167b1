import { getUtf8Length } from '@callboard/plugin-callboard-common';
import { Environment } from '../Environment';
import { EventQueue } from '../queue/EventQueue';
import { StoredEvent } from '../queue/SegmentStore';
import { Outcome } from './toFailureOutcome';

const INITIAL_RETRY_MS = 5_000;
const MAX_RETRY_MS = 5 * 60_000;
const INITIAL_PAUSE_MS = 5 * 60_000;
const MAX_PAUSE_MS = 3_600_000;

/**
 * Computes how long to wait before the next request: longer with each consecutive failure, never
 * shorter than the server requested, and with jitter, so that a thousand browsers do not return in
 * the same second.
 */
class RetryPolicy {
  #failures = 0;
  #notBefore = 0;
  /** The end of a wait that the server caused; it also applies when the network returns. */
  #serverNotBefore = 0;

  constructor(private readonly environment: Environment) {}

  /** Milliseconds to wait before the next request; 0 if it may be sent now. */
  get waitMs(): number {
    return Math.max(0, this.#notBefore - this.environment.now());
  }

  recordSuccess(): void {
    this.#failures = 0;
    this.#notBefore = 0;
  }

  /**
   * Records a failed request: `later` after a temporary failure of the network or server, `paused`
   * if the user cannot post for now, and `refused` if the server keeps rejecting events.
   */
  recordFailure(outcome: Outcome): void {
    const [initialMs, maxMs] =
      outcome.kind === 'paused'
        ? [INITIAL_PAUSE_MS, MAX_PAUSE_MS]
        : [INITIAL_RETRY_MS, MAX_RETRY_MS];
    const backoffMs = Math.min(
      maxMs,
      initialMs * 2 ** Math.min(this.#failures, 20),
    );
    const requestedMs =
      outcome.kind === 'later'
        ? Math.min(outcome.afterMs ?? 0, MAX_PAUSE_MS)
        : 0;
    const jitter = 0.5 + this.environment.getRandomNumber() / 2;
    // The server's wait is a minimum, so jitter is added on top.
    const waitMs = Math.max(
      backoffMs * jitter,
      requestedMs + INITIAL_RETRY_MS * (jitter - 0.5),
    );
    this.#failures += 1;
    this.#notBefore = this.environment.now() + waitMs;
    if (requestedMs > 0 || outcome.kind === 'paused') {
      this.#serverNotBefore = this.#notBefore;
    }
  }

  /**
   * Ends a wait for the network, because the network is back. A wait that the server caused goes
   * on.
   */
  handleReconnect(): void {
    this.#failures = 0;
    this.#notBefore = this.#serverNotBefore;
  }
}

type Event = StoredEvent['event'];

/** How long an event waits for others before a batch is sent. */
const GATHER_MS = 4_000;

/** With this many events in the queue, a batch is sent at once. */
const ENOUGH_EVENTS = 20;

/** The maximum number of events per request. */
const MAX_EVENTS = 100;

// Browsers limit keepalive requests to 64 KiB in total. A request uses less than half, so a second
// one fits when the user leaves the page during the first.
const MAX_BYTES = 28 * 1_024;
const MAX_BYTES_IN_FLIGHT = 60 * 1_024;

// After this many events are rejected one after another, the sender waits before it sends the next:
// the server may reject everything.
const MAX_CONSECUTIVE_REFUSALS = 3;

interface EventSenderOptions {
  environment: Environment;
  queue: EventQueue;
  maySend(): boolean;
  /** Posts events, and returns the outcome; never throws. */
  post(events: Event[], options: { keepalive: boolean }): Promise<Outcome>;
  /** Loads missing data of events before they are sent. Skipped when the user leaves the page. */
  prepare(events: Event[]): Promise<void>;
  /** Adds the data loaded so far. Synchronous, so that it works when the user leaves the page. */
  addLoadedData(events: Event[]): Event[];
}

/**
 * Sends waiting events to the server, until each is stored or finally rejected. Sends one batch at a
 * time, except when the user leaves the page.
 */
export class EventSender {
  readonly #retry: RetryPolicy;
  readonly #inFlight = new Set<string>();
  #bytesInFlight = 0;
  #isSending = false;
  #isStopped = false;
  #batchSize = MAX_EVENTS;
  /** How many events at the head of the queue remain to be searched for an invalid one. */
  #suspects = 0;
  #refusals = 0;
  #scheduled: { at: number; cancel: () => void } | undefined;

  constructor(private readonly options: EventSenderOptions) {
    this.#retry = new RetryPolicy(options.environment);
  }

  sendSoon(): void {
    const { queue, maySend } = this.options;
    if (queue.size > 0 && !this.#isStopped && maySend()) {
      this.#schedule(queue.size >= ENOUGH_EVENTS ? 0 : GATHER_MS);
    }
  }

  /** Retries soon, because the network is back. */
  handleReconnect(): void {
    this.#retry.handleReconnect();
    this.sendSoon();
  }

  /**
   * Sends as many events as can outlive the page, which may be closed when this returns. Remaining
   * and failed events stay in the queue and are sent later.
   */
  flushOnLeave(): void {
    const { queue, maySend } = this.options;
    if (!maySend() || this.#retry.waitMs > 0) {
      return;
    }
    const bytes = Math.min(
      MAX_BYTES_IN_FLIGHT - this.#bytesInFlight,
      MAX_BYTES,
    );
    const batch = queue.peek(
      { events: this.#batchSize, bytes },
      this.#inFlight,
    );
    if (batch.length > 0) {
      this.#send(batch).then(outcome => {
        this.#handleOutcome(batch, outcome);
        this.sendSoon();
      });
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#scheduled?.cancel();
  }

  #schedule(delayMs: number): void {
    const { environment } = this.options;
    const waitMs = Math.max(delayMs, this.#retry.waitMs);
    const at = environment.now() + waitMs;
    if (this.#isSending || (this.#scheduled && this.#scheduled.at <= at)) {
      return;
    }
    this.#scheduled?.cancel();
    const cancel = environment.schedule(waitMs, () => {
      this.#scheduled = undefined;
      this.#sendAll();
    });
    this.#scheduled = { at, cancel };
  }

  async #sendAll(): Promise<void> {
    const { queue, maySend, prepare } = this.options;
    if (this.#isSending) {
      return;
    }
    this.#isSending = true;
    try {
      while (!this.#isStopped && maySend() && this.#retry.waitMs === 0) {
        const limits = { events: this.#batchSize, bytes: MAX_BYTES };
        const batch = queue.peek(limits, this.#inFlight);
        if (batch.length === 0) {
          break;
        }
        const outcome = await this.#send(batch, prepare);
        this.#handleOutcome(batch, outcome);
      }
    } finally {
      this.#isSending = false;
      this.sendSoon();
    }
  }

  async #send(
    batch: Event[],
    prepare?: EventSenderOptions['prepare'],
  ): Promise<Outcome> {
    const ids = batch.map(event => event.client_event_id);
    ids.forEach(id => this.#inFlight.add(id));
    let bytes = 0;
    try {
      await prepare?.(batch);
      const events = this.options.addLoadedData(batch);
      bytes = getUtf8Length(JSON.stringify(events));
      this.#bytesInFlight += bytes;
      const keepalive = this.#bytesInFlight <= MAX_BYTES_IN_FLIGHT;
      return await this.options.post(events, { keepalive });
    } finally {
      ids.forEach(id => this.#inFlight.delete(id));
      this.#bytesInFlight -= bytes;
    }
  }

  #handleOutcome(batch: Event[], outcome: Outcome): void {
    const { queue } = this.options;
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
      if (this.#refusals >= MAX_CONSECUTIVE_REFUSALS) {
        this.#retry.recordFailure(outcome);
      }
    }
  }
}
