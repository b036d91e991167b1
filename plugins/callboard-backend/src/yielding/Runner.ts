import { LoggerService } from '@backstage/backend-plugin-api';

/** When another replica is at work, which may have looked before this one committed. */
const BUSY_RETRY_MS = 50;

/** When work that failed is tried again, for example after an outage of the database. */
const FAILURE_RETRY_MS = 1_000;

/**
 * What is committed within so short a time is worked on together: under load
 * that takes a fraction of the work, and nobody sees the difference.
 */
const GATHER_MS = 25;

/** Work that is done whenever there is some. */
export interface Drainable {
  /**
   * Does all there is, or until the signal.
   *
   * @returns false when another replica is at it
   */
  drain(signal: AbortSignal): Promise<boolean>;
}

/** Does work when it is woken, one run at a time, and again when that failed. */
export class Runner {
  #running: Promise<void> | undefined;
  #again = false;
  #started = false;
  #stopping = new AbortController();
  #failing = false;
  #retry: NodeJS.Timeout | undefined;
  #endGathering: () => void = () => {};

  constructor(
    private readonly work: Drainable,
    private readonly deps: {
      logger: LoggerService;
      /** What the log says when the work fails, once until it succeeds. */
      failure: string;
      /** How long it waits for more once it is woken. */
      gatherMs?: number;
      /** Called after each run that succeeded. */
      onRun?: () => void;
    },
  ) {}

  /** Does what was left behind; until then nothing is done. */
  start(): void {
    this.#started = true;
    this.#stopping = new AbortController();
    this.wake();
  }

  /** Asks for a run soon; never waits, never throws. */
  wake(): void {
    if (!this.#started) {
      return;
    }
    this.#again = true;
    this.#running ??= this.run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Stops, after the batch that is under way. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#stopping.abort();
    clearTimeout(this.#retry);
    this.#endGathering();
    await this.#running;
  }

  /** Does something with the work at rest, and starts it again. */
  async whileStopped(work: () => Promise<void>): Promise<void> {
    await this.stop();
    try {
      await work();
    } finally {
      this.start();
    }
  }

  private async run(): Promise<void> {
    const { logger, failure, onRun } = this.deps;
    while (this.#again && this.#started) {
      await this.gather();
      if (!this.#started) {
        return;
      }
      this.#again = false;
      try {
        if (!(await this.work.drain(this.#stopping.signal))) {
          this.wakeIn(BUSY_RETRY_MS);
        }
        this.#failing = false;
        onRun?.();
      } catch (error) {
        if (!this.#failing) {
          logger.warn(failure, error as Error);
        }
        this.#failing = true;
        this.wakeIn(FAILURE_RETRY_MS);
      }
    }
  }

  private wakeIn(ms: number): void {
    clearTimeout(this.#retry);
    if (this.#started) {
      this.#retry = setTimeout(() => this.wake(), ms);
    }
  }

  private gather(): Promise<void> {
    return new Promise(resolve => {
      this.#endGathering = resolve;
      setTimeout(resolve, this.deps.gatherMs ?? GATHER_MS);
    });
  }
}
