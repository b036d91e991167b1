import { LoggerService } from '@backstage/backend-plugin-api';

/** The retry delay if another replica is running, which may have checked before this one committed. */
const BUSY_RETRY_MS = 50;

/** The retry delay of failed work, for example after an outage of the database. */
const FAILURE_RETRY_MS = 1_000;

/**
 * Commits within this interval are processed together: under load that takes a fraction of the
 * work, without a noticeable delay.
 */
const GATHER_MS = 25;

/** Work that can be processed until none is left. */
export interface Drainable {
  /**
   * Processes all work, or until the signal.
   *
   * @returns false if another replica is processing it
   */
  drain(signal: AbortSignal): Promise<boolean>;
}

/** Processes work when woken, one run at a time, and retries after failures. */
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
      /** The log message for failing work, logged once until it succeeds. */
      failure: string;
      /** How long a woken runner waits for more work. */
      gatherMs?: number;
      /** Called after each run that succeeded. */
      onRun?: () => void;
    },
  ) {}

  /** Processes remaining work; does nothing before. */
  start(): void {
    this.#started = true;
    this.#stopping = new AbortController();
    this.wake();
  }

  /** Requests a run soon; never waits, never throws. */
  wake(): void {
    if (!this.#started) {
      return;
    }
    this.#again = true;
    this.#running ??= this.run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Stops after the current batch. */
  async stop(): Promise<void> {
    this.#started = false;
    this.#stopping.abort();
    clearTimeout(this.#retry);
    this.#endGathering();
    await this.#running;
  }

  /** Runs `work` with the runner stopped, and restarts it. */
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
    while (this.#again && this.#started) {
      await this.gather();
      if (!this.#started) {
        return;
      }
      this.#again = false;
      try {
        if (!(await this.work.drain(this.#stopping.signal))) {
          this.scheduleWake(BUSY_RETRY_MS);
        }
        this.#failing = false;
        onRun?.();
      } catch (error) {
        if (!this.#failing) {
          logger.warn(failure, error as Error);
        }
        this.#failing = true;
        this.scheduleWake(FAILURE_RETRY_MS);
      }
    }
  }

  private scheduleWake(ms: number): void {
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
