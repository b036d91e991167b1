import { LoggerService } from '@backstage/backend-plugin-api';
import { Relay } from './Relay';

/** Finds retries that are due, and what a process left behind that died. */
const POLL_MS = 1_000;

/**
 * When another replica is relaying. It goes on until nothing is left, so what
 * this one has committed is almost always handed on before.
 */
const BUSY_RETRY_MS = 50;

/**
 * What is committed within so short a time is handed on together: under load
 * that takes a fraction of the work, and nobody sees the difference.
 */
const GATHER_MS = 25;

/**
 * Runs the relay when something was committed, and every second for what is
 * due or was left behind.
 */
export class RelayRunner {
  #running: Promise<void> | undefined;
  #again = false;
  #started = false;
  #stopping = new AbortController();
  #failing = false;
  #poll: NodeJS.Timeout | undefined;
  #busyRetry: NodeJS.Timeout | undefined;
  #endGathering: () => void = () => {};

  constructor(
    private readonly relay: Pick<Relay, 'drain'>,
    private readonly logger: LoggerService,
  ) {}

  /** Begins polling; until then nothing is handed on. */
  start(): void {
    this.#started = true;
    this.#stopping = new AbortController();
    this.#poll = setInterval(() => this.wake(), POLL_MS);
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
    clearInterval(this.#poll);
    clearTimeout(this.#busyRetry);
    this.#endGathering();
    await this.#running;
  }

  /** Runs `work` with the relay at rest, and starts it again. */
  async whileStopped(work: () => Promise<void>): Promise<void> {
    await this.stop();
    try {
      await work();
    } finally {
      this.start();
    }
  }

  private async run(): Promise<void> {
    while (this.#again && this.#started) {
      await this.gather();
      if (!this.#started) {
        return;
      }
      this.#again = false;
      try {
        if (!(await this.relay.drain(this.#stopping.signal))) {
          clearTimeout(this.#busyRetry);
          this.#busyRetry = setTimeout(() => this.wake(), BUSY_RETRY_MS);
        }
        this.#failing = false;
      } catch (error) {
        if (!this.#failing) {
          this.logger.warn(
            'Handing on changes failed; trying again',
            error as Error,
          );
        }
        this.#failing = true;
      }
    }
  }

  private gather(): Promise<void> {
    return new Promise(resolve => {
      this.#endGathering = resolve;
      setTimeout(resolve, GATHER_MS);
    });
  }
}
