import { LoggerService } from '@backstage/backend-plugin-api';
import { AuditSink } from '@callboard/plugin-callboard-node';
import { setTimeout as sleep } from 'timers/promises';
import { AuditQueue, QueuedAction } from './AuditQueue';

/** The share of the waiting events that one batch takes, between `batch` and `largestBatch`. */
const SHARE_OF_WAITING = 1 / 20;

const LIMITS = {
  /** The batch size while few events wait. */
  batch: 25,
  /** The batch size while many events wait. */
  largestBatch: 500,
  /** How long events are collected before they are stored. */
  gatherMs: 200,
  /** The first pause after an error; each further pause is twice as long as the one before. */
  retryMs: 500,
  longestRetryMs: 10_000,
  /** The time limit of shutdown. */
  closeMs: 5_000,
  /** The interval at which the number of dropped events is logged. */
  logEveryMs: 60_000,
};

/** The batch sizes, intervals and time limits for storing queued events. */
export type DrainLimits = typeof LIMITS;

const DROPPED_WHILE_RUNNING =
  'the queue was full, or the database rejected them';
const TOO_LATE = 'they arrived while the backend was shutting down';

/** Stores queued events in batches, and retries after failures. */
export class AuditDrain {
  readonly #limits: DrainLimits;
  /** Aborted when the shutdown starts, to end pauses and the wait for resource names. */
  readonly #closing = new AbortController();
  /** Aborted when the shutdown ends, with all events stored or after its time limit. */
  readonly #closed = new AbortController();
  #running: Promise<void> | undefined;
  #loggedDropped = 0;
  #logging: NodeJS.Timeout | undefined;
  #lateLogging: NodeJS.Immediate | undefined;

  constructor(
    private readonly deps: {
      queue: AuditQueue;
      logger: LoggerService;
      sink: AuditSink;
      /**
       * Adds the names of catalog resources to events.
       *
       * @param closing - aborts when the backend shuts down, to end the lookups
       */
      addResourceNames(
        actions: readonly QueuedAction[],
        closing: AbortSignal,
      ): Promise<void>;
      limits?: Partial<DrainLimits>;
    },
  ) {
    this.#limits = { ...LIMITS, ...deps.limits };
  }

  /** Starts storing events, including those that are already queued. */
  start(): void {
    this.deps.queue.onAdded = () => this.wake();
    this.#logging = setInterval(
      () => this.logDropped(DROPPED_WHILE_RUNNING),
      this.#limits.logEveryMs,
    ).unref();
    this.wake();
  }

  /** Stores waiting events within the time limit. Drops events that arrive afterwards. */
  async close(): Promise<void> {
    const { queue, logger } = this.deps;
    this.#closing.abort();
    this.wake();
    const timeout = new AbortController();
    await Promise.race([
      this.#running,
      sleep(this.#limits.closeMs, undefined, { signal: timeout.signal }),
    ]);
    timeout.abort();
    this.#closed.abort();
    clearInterval(this.#logging);
    queue.close(() => this.logLate());
    if (queue.size > 0) {
      logger.warn(`${queue.size} audit events were not stored in time`);
    }
    this.logDropped(DROPPED_WHILE_RUNNING);
  }

  private wake(): void {
    if (!this.#running && this.deps.queue.size > 0) {
      this.#running = this.run().finally(() => {
        this.#running = undefined;
      });
    }
  }

  /** Stores batches until the queue is empty or the shutdown has ended. Never rejects. */
  private async run(): Promise<void> {
    const { queue, logger } = this.deps;
    const { batch, gatherMs, longestRetryMs } = this.#limits;
    let { retryMs } = this.#limits;
    await this.pause(gatherMs);
    while (queue.size > 0 && !this.#closed.signal.aborted) {
      try {
        await this.storeBatch();
        ({ retryMs } = this.#limits);
      } catch (error) {
        logger.debug('Audit events could not be stored yet', error as Error);
        await this.pauseToRetry(retryMs);
        retryMs = Math.min(2 * retryMs, longestRetryMs);
      }
      if (queue.size < batch) {
        await this.pause(gatherMs);
      }
    }
  }

  private async storeBatch(): Promise<void> {
    const { queue, sink, addResourceNames } = this.deps;
    const actions = queue.peek(this.getBatchSize());
    await addResourceNames(actions, this.#closing.signal);
    const { refused: rejected } = await sink.store(
      actions.map(({ activity }) => activity),
    );
    queue.remove(actions.length);
    queue.countDropped(rejected);
  }

  /**
   * Large batches store more events per second, but preparing a large batch blocks the plugins that
   * emit audit events. A shutdown uses the largest batch, because its time is limited.
   */
  private getBatchSize(): number {
    const { batch, largestBatch } = this.#limits;
    if (this.#closing.signal.aborted) {
      return largestBatch;
    }
    const targetSize = Math.ceil(this.deps.queue.size * SHARE_OF_WAITING);
    return Math.min(Math.max(batch, targetSize), largestBatch);
  }

  /** Waits, unless the backend shuts down. */
  private async pause(ms: number): Promise<void> {
    const { signal } = this.#closing;
    await sleep(ms, undefined, { signal, ref: false }).catch(() => {});
  }

  /** Waits before a retry; a shutdown shortens the wait to the first pause, `#limits.retryMs`. */
  private async pauseToRetry(ms: number): Promise<void> {
    const startedAt = performance.now();
    await this.pause(ms);
    const remainingMs = this.#limits.retryMs - (performance.now() - startedAt);
    if (remainingMs > 0) {
      const { signal } = this.#closed;
      await sleep(remainingMs, undefined, { signal }).catch(() => {});
    }
  }

  /** Logs how many events arrived after the queue was closed, once per turn of the event loop. */
  private logLate(): void {
    this.#lateLogging ??= setImmediate(() => {
      this.#lateLogging = undefined;
      this.logDropped(TOO_LATE);
    });
  }

  private logDropped(reason: string): void {
    const count = this.deps.queue.dropped - this.#loggedDropped;
    if (count > 0) {
      this.#loggedDropped += count;
      this.deps.logger.warn(`${count} audit events were dropped: ${reason}`);
    }
  }
}
