import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Clock } from '../clock';
import { Runner } from '../yielding/Runner';
import { WorkLoop, WorkSource } from '../yielding/WorkLoop';
import { findWork } from './findWork';
import { insertJobs } from './insertJobs';
import { NewJob, QueueOptions } from './Job';
import { QueueWorker } from './QueueWorker';

/** How long a worker waits for more once it is woken. */
const GATHER_MS = 5;

/** What a process has to end what it is at. */
const GRACE_MS = 3_000;

/** How often workers look for what nobody needs any longer. */
const UPKEEP_MS = 3_600_000;

interface Working {
  worker: QueueWorker<any, any>;
  runner: Runner;
}

/**
 * Work that is done after the transaction that asks for it, by any replica, and
 * survives every one of them.
 */
export class Queue implements WorkSource {
  readonly #working = new Map<string, Working>();
  readonly #loop: WorkLoop;
  #upkeep: NodeJS.Timeout | undefined;
  #isStarted = false;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      /** Looks for jobs that are due; by default a loop of its own. */
      loop?: WorkLoop;
      /** Called when jobs were added, after the commit. */
      announce?: () => void;
      graceMs?: number;
    },
  ) {
    this.#loop = deps.loop ?? new WorkLoop(deps);
  }

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
      () => {
        queues.forEach(queue => this.wake(queue));
        this.deps.announce?.();
      },
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
      onRun: () => this.#loop.lookAfterWork(),
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

  findWork(knex: Knex, now: number): Knex.Raw {
    return findWork(knex, this.names, now);
  }

  /** Begins to work. */
  start(): void {
    this.#isStarted = true;
    for (const { worker, runner } of this.#working.values()) {
      worker.start();
      runner.start();
    }
    if (this.#working.size > 0) {
      this.#loop.add(this);
      this.#upkeep = setInterval(
        () => this.names.forEach(queue => this.wake(queue)),
        UPKEEP_MS,
      );
    }
  }

  /**
   * Begins nothing more, lets running jobs end for a few seconds, and gives back
   * those that do not.
   */
  async stop(): Promise<void> {
    const { logger, graceMs = GRACE_MS } = this.deps;
    this.#isStarted = false;
    clearInterval(this.#upkeep);
    await this.#loop.remove(this);
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
