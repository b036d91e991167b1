import { LoggerService } from '@backstage/backend-plugin-api';
import { withoutTrace } from './tracing';

/**
 * The retry delay if another replica is processing the work. That replica may have run its last
 * query before this replica committed, and so have missed the new work.
 */
const BUSY_RETRY_MS = 50;

/** The retry delay of failed work, for example after an outage of the database. */
const FAILURE_RETRY_MS = 1_000;

/**
 * Commits within this interval are processed in one run: under load, this saves most of the
 * queries without a noticeable delay.
 */
const GATHER_MS = 25;

/** Work that can be processed until none is left. */
export interface Drainable {
  /**
   * Processes work until none is left or `signal` aborts.
   *
   * @returns false if another replica is processing it
   */
  drain(signal: AbortSignal): Promise<boolean>;
}

/** Processes work when woken, one run at a time, and retries after failures. */
export class Runner {
  #running: Promise<void> | undefined;
  #isRequested = false;
  #isStarted = false;
  #stopping = new AbortController();
  #isFailing = false;
  #retry: NodeJS.Timeout | undefined;
  #endGathering: () => void = () => {};

  constructor(
    private readonly work: Drainable,
    private readonly deps: {
      logger: LoggerService;
      /** The log message for failing work, logged once until it succeeds. */
      failure: string;
      /** How long a woken runner waits for more work. */
      gatherMs?: number;
      /** Called after each run that succeeded. */
      onRun?: () => void;
    },
  ) {}

  /** Starts the runner, and processes waiting work. Until then, `wake` does nothing. */
  start(): void {
    this.#isStarted = true;
    this.#stopping = new AbortController();
    this.wake();
  }

  /** Requests a run soon; never waits, never throws. */
  wake(): void {
    if (!this.#isStarted) {
      return;
    }
    this.#isRequested = true;
    this.#running ??= withoutTrace(() => this.run()).finally(() => {
      this.#running = undefined;
    });
  }

  /** Stops after the current batch. */
  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#stopping.abort();
    clearTimeout(this.#retry);
    this.#endGathering();
    await this.#running;
  }

  /** Stops the runner, runs `work`, and restarts the runner. */
  async runWhileStopped(work: () => Promise<void>): Promise<void> {
    await this.stop();
    try {
      await work();
    } finally {
      this.start();
    }
  }

  private async run(): Promise<void> {
    const { logger, failure, onRun } = this.deps;
    while (this.#isRequested && this.#isStarted) {
      await this.gatherWork();
      if (!this.#isStarted) {
        return;
      }
      this.#isRequested = false;
      try {
        if (!(await this.work.drain(this.#stopping.signal))) {
          this.scheduleWake(BUSY_RETRY_MS);
        }
        this.#isFailing = false;
        onRun?.();
      } catch (error) {
        if (!this.#isFailing) {
          logger.warn(failure, error as Error);
        }
        this.#isFailing = true;
        this.scheduleWake(FAILURE_RETRY_MS);
      }
    }
  }

  private scheduleWake(ms: number): void {
    clearTimeout(this.#retry);
    if (this.#isStarted) {
      this.#retry = setTimeout(() => this.wake(), ms);
    }
  }

  private gatherWork(): Promise<void> {
    return new Promise(resolve => {
      this.#endGathering = resolve;
      setTimeout(resolve, this.deps.gatherMs ?? GATHER_MS);
    });
  }
}
