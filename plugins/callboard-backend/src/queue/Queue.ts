import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Clock } from '../clock';
import { Runner } from '../turns/Runner';
import { insertJobs } from './insertJobs';
import { NewJob, QueueOptions } from './Job';
import { QueueWorker } from './QueueWorker';

/** How long a worker waits for more once it is woken. */
const GATHER_MS = 5;

/** What a process has to end what it is at. */
const GRACE_MS = 3_000;

interface Working {
  worker: QueueWorker<any, any>;
  runner: Runner;
}

/**
 * Work that is done after the transaction that asks for it, by any replica, and
 * survives every one of them.
 */
export class Queue {
  readonly #working = new Map<string, Working>();
  #isStarted = false;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      graceMs?: number;
    },
  ) {}

  /**
   * Adds jobs, which exist if the transaction commits. Any replica that works on
   * their queues does them.
   *
   * @throws InputError when a payload is too long
   */
  async add(tx: Knex.Transaction, jobs: readonly NewJob[]): Promise<void> {
    if (jobs.length === 0) {
      return;
    }
    await insertJobs(tx, jobs, this.deps.clock.now());
    const queues = new Set(jobs.map(({ queue }) => queue));
    tx.executionPromise.then(
      () => queues.forEach(queue => this.wake(queue)),
      () => {},
    );
  }

  /**
   * Says how this process does the jobs of a queue. To be called before `start`.
   *
   * @throws Error when that was said before
   */
  work<Payload, Prepared = unknown>(
    queue: string,
    options: QueueOptions<Payload, Prepared>,
  ): void {
    const { knex, clock, logger } = this.deps;
    if (this.#working.has(queue)) {
      throw new Error(`There is a worker for the queue ${queue} already`);
    }
    if (this.#isStarted) {
      throw new Error(`The worker for the queue ${queue} comes too late`);
    }
    const worker = new QueueWorker({
      ...{ knex, clock, logger, queue, options },
      wake: () => this.wake(queue),
    });
    const runner = new Runner(worker, {
      logger,
      failure: `Working on the queue ${queue} failed; trying again`,
      gatherMs: GATHER_MS,
    });
    this.#working.set(queue, { worker, runner });
  }

  /** The queues that this process works on. */
  get names(): readonly string[] {
    return [...this.#working.keys()];
  }

  /** Asks for a look at a queue soon; never waits, never throws. */
  wake(queue: string): void {
    this.#working.get(queue)?.runner.wake();
  }

  /** Begins to work. */
  start(): void {
    this.#isStarted = true;
    for (const { worker, runner } of this.#working.values()) {
      worker.start();
      runner.start();
    }
  }

  /**
   * Begins nothing more, lets running jobs end for a few seconds, and gives back
   * those that do not.
   */
  async stop(): Promise<void> {
    const { logger, graceMs = GRACE_MS } = this.deps;
    this.#isStarted = false;
    await Promise.all(
      [...this.#working].map(async ([queue, { worker, runner }]) => {
        try {
          await runner.stop();
          await worker.stop(graceMs);
        } catch (error) {
          logger.warn(
            `Jobs of ${queue} cannot be given back; others have them when their leases end`,
            error as Error,
          );
        }
      }),
    );
  }

  /** Does something with all workers at rest, and starts them again. */
  async whileStopped(work: () => Promise<void>): Promise<void> {
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
