import { LoggerService } from '@backstage/backend-plugin-api';
import { AuditSink } from '@callboard/plugin-callboard-node';
import { setTimeout as sleep } from 'timers/promises';
import { AuditQueue } from './AuditQueue';
import { QueuedAct } from './QueuedAct';

/** How what waits is stored. */
export interface DrainLimits {
  /** How many acts are stored together, while few wait. */
  batch: number;
  /** The same while many wait. */
  largestBatch: number;
  /** For how long acts gather before they are. */
  gatherMs: number;
  /** The first pause after an error; each is twice as long as the one before. */
  retryMs: number;
  longestRetryMs: number;
  /** How long going down may take. */
  closeMs: number;
  /** How often it is logged how many acts were dropped. */
  logEveryMs: number;
}

/** So much of what waits is stored together. */
const SHARE_OF_WAITING = 1 / 20;

const LIMITS: DrainLimits = {
  batch: 25,
  largestBatch: 500,
  gatherMs: 200,
  retryMs: 500,
  longestRetryMs: 10_000,
  closeMs: 5_000,
  logEveryMs: 60_000,
};

/** Stores what waits in a queue, in batches, and again when that fails. */
export class AuditDrain {
  readonly #limits: DrainLimits;
  /** Ends pauses. */
  readonly #closing = new AbortController();
  #running: Promise<void> | undefined;
  #loggedDropped = 0;
  #logging: NodeJS.Timeout | undefined;

  constructor(
    private readonly deps: {
      queue: AuditQueue;
      logger: LoggerService;
      sink: AuditSink;
      /** Completes acts with what is known of them by now. */
      complete(acts: readonly QueuedAct[]): Promise<void>;
      limits?: Partial<DrainLimits>;
    },
  ) {
    this.#limits = { ...LIMITS, ...deps.limits };
  }

  /** Begins with what waits already. */
  start(): void {
    this.deps.queue.onAdded(() => this.wake());
    this.#logging = setInterval(
      () => this.logDropped(),
      this.#limits.logEveryMs,
    ).unref();
    this.wake();
  }

  /** Stores what waits, as far as there is time. */
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
    clearInterval(this.#logging);
    queue.onAdded(() => {});
    if (queue.size > 0) {
      logger.warn(`${queue.size} audit events were not stored in time`);
    }
    this.logDropped();
  }

  private wake(): void {
    if (!this.#running && this.deps.queue.size > 0) {
      this.#running = this.run().finally(() => {
        this.#running = undefined;
      });
    }
  }

  /** Until nothing waits. Never fails itself. */
  private async run(): Promise<void> {
    const { queue, logger } = this.deps;
    const { gatherMs, longestRetryMs } = this.#limits;
    let { retryMs } = this.#limits;
    await this.pause(gatherMs);
    while (queue.size > 0) {
      try {
        await this.storeBatch();
        ({ retryMs } = this.#limits);
      } catch (error) {
        if (this.#closing.signal.aborted) {
          return;
        }
        logger.debug('Audit events could not be stored yet', error as Error);
        await this.pause(retryMs);
        retryMs = Math.min(2 * retryMs, longestRetryMs);
      }
      if (queue.size < this.#limits.batch) {
        await this.pause(gatherMs);
      }
    }
  }

  private async storeBatch(): Promise<void> {
    const { queue, sink, complete } = this.deps;
    const acts = queue.peek(this.batchSize());
    await complete(acts);
    const { refused } = await sink.store(acts.map(({ activity }) => activity));
    queue.remove(acts.length);
    queue.noteDropped(refused);
  }

  /**
   * Many together are stored faster, but whoever audits waits for as long as they
   * are made ready.
   */
  private batchSize(): number {
    const { batch, largestBatch } = this.#limits;
    const wanted = Math.ceil(this.deps.queue.size * SHARE_OF_WAITING);
    return Math.min(Math.max(batch, wanted), largestBatch);
  }

  private async pause(ms: number): Promise<void> {
    const { signal } = this.#closing;
    await sleep(ms, undefined, { signal, ref: false }).catch(() => {});
  }

  private logDropped(): void {
    const count = this.deps.queue.dropped - this.#loggedDropped;
    if (count > 0) {
      this.#loggedDropped += count;
      this.deps.logger.warn(
        `${count} audit events were dropped: more came in than could be stored`,
      );
    }
  }
}
