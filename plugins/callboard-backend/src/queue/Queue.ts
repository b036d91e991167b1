import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Clock } from '../kernel/clock';
import { Runner } from '../kernel/Runner';
import { WorkLoop, WorkSource } from '../database/WorkLoop';
import { findWork } from './findWork';
import { insertJobs } from './insertJobs';
import { NewJob, QueueOptions } from './Job';
import { QueueWorker } from './QueueWorker';

/** How long a woken worker waits for more jobs. */
const GATHER_MS = 5;

/** How long running jobs may take to end at shutdown. */
const GRACE_MS = 3_000;

/** The interval at which workers are woken to delete old dead letters. */
const CLEANUP_MS = 3_600_000;

interface RegisteredWorker {
  worker: QueueWorker<any, any>;
  runner: Runner;
}

/**
 * Background jobs. They start after the transaction that adds them, on any replica, and are taken
 * over if their replica crashes.
 */
export class Queue implements WorkSource {
  readonly #workers = new Map<string, RegisteredWorker>();
  readonly #loop: WorkLoop;
  #cleanup: NodeJS.Timeout | undefined;
  #isStarted = false;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      /** The loop that finds due jobs; by default the queue has its own. */
      loop?: WorkLoop;
      /** Called after the commit of added jobs. */
      announce?: () => void;
      graceMs?: number;
    },
  ) {
    this.#loop = deps.loop ?? new WorkLoop(deps);
  }

  /**
   * Adds jobs. They exist only if the transaction commits. Any replica with a worker for their
   * queues runs them.
   *
   * @throws InputError if a payload is too long
   */
  async add(tx: Knex.Transaction, jobs: readonly NewJob[]): Promise<void> {
    if (jobs.length === 0) {
      return;
    }
    await insertJobs(tx, jobs, this.deps.clock.now());
    const queues = new Set(jobs.map(({ queue }) => queue));
    tx.executionPromise.then(
      () => {
        queues.forEach(queue => this.wake(queue));
        this.deps.announce?.();
      },
      () => {},
    );
  }

  /**
   * Registers a worker. Must be called before `start`.
   *
   * @throws Error if the queue already has a worker
   */
  registerWorker<Payload, Prepared = unknown>(
    queue: string,
    options: QueueOptions<Payload, Prepared>,
  ): void {
    const { knex, clock, logger } = this.deps;
    if (this.#workers.has(queue)) {
      throw new Error(`The queue ${queue} already has a worker`);
    }
    if (this.#isStarted) {
      throw new Error(
        `The worker for the queue ${queue} must be registered before the start`,
      );
    }
    const worker = new QueueWorker({
      knex,
      clock,
      logger,
      queue,
      options,
      wake: () => this.wake(queue),
    });
    const runner = new Runner(worker, {
      logger,
      failure: `Working on the queue ${queue} failed; trying again`,
      gatherMs: GATHER_MS,
      onRun: () => this.#loop.pollAfterWork(),
    });
    this.#workers.set(queue, { worker, runner });
  }

  /** The queues for which this process has workers. */
  get names(): readonly string[] {
    return [...this.#workers.keys()];
  }

  /** Requests a check of a queue soon; never waits, never throws. */
  wake(queue: string): void {
    this.#workers.get(queue)?.runner.wake();
  }

  findWork(knex: Knex, now: number): Knex.Raw {
    return findWork(knex, this.names, now);
  }

  start(): void {
    this.#isStarted = true;
    for (const { worker, runner } of this.#workers.values()) {
      worker.start();
      runner.start();
    }
    if (this.#workers.size > 0) {
      this.#loop.add(this);
      this.#cleanup = setInterval(
        () => this.names.forEach(queue => this.wake(queue)),
        CLEANUP_MS,
      );
    }
  }

  /** Starts no more jobs, waits a few seconds for running jobs, and releases those that remain. */
  async stop(): Promise<void> {
    const { logger, graceMs = GRACE_MS } = this.deps;
    this.#isStarted = false;
    clearInterval(this.#cleanup);
    await this.#loop.remove(this);
    await Promise.all(
      [...this.#workers].map(async ([queue, { worker, runner }]) => {
        try {
          await runner.stop();
          await worker.stop(graceMs);
        } catch (error) {
          logger.warn(
            `Jobs of ${queue} could not be released. Other workers take them when their leases expire`,
            error as Error,
          );
        }
      }),
    );
  }

  /** Runs `work` with all workers stopped, and restarts them. */
  async runWhileStopped(work: () => Promise<void>): Promise<void> {
    const wasStarted = this.#isStarted;
    await this.stop();
    try {
      await work();
    } finally {
      if (wasStarted) {
        this.start();
      }
    }
  }
}
