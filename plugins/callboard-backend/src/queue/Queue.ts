import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { sortBy, uniqBy } from 'lodash';
import { Clock } from '../kernel/clock';
import { Runner } from '../kernel/Runner';
import { WorkLoop, WorkSource } from '../database/WorkLoop';
import { findWork } from './findWork';
import { NewJob, QueueOptions, requireShortPayload } from './Job';
import { QueueWorker } from './QueueWorker';
import { insertReturning, insertTogether } from '../database/bulk';
import { getTraceparent } from '../kernel/tracing';

/**
 * Merges a job into a waiting job with the same key. The waiting job becomes due at the earlier of
 * the two due times, unless it has failed: then it keeps the time of its next attempt. In either
 * case, the update locks the waiting job until this transaction ends, so that the job sees the
 * changes of this transaction when it runs.
 */
const ON_WAITING_JOB = `
  ON CONFLICT (queue, unique_key)
    WHERE unique_key IS NOT NULL AND state IN ('ready', 'behind')
  DO UPDATE SET due_at = CASE
    WHEN jobs.attempts = 0 AND excluded.due_at < jobs.due_at THEN excluded.due_at
    ELSE jobs.due_at END`;

/**
 * Inserts jobs, and wake-ups for their FIFO groups.
 *
 * @throws InputError if a payload is too long
 */
export async function insertJobs(
  tx: Knex,
  jobs: readonly NewJob[],
  now: number,
): Promise<void> {
  // Keeps the first job of each key, because one statement cannot update a row twice.
  const rows = uniqBy(
    jobs.map(job => toRow(job, now)),
    // Keeps all jobs without a key: each gets a new object, which equals no other value.
    ({ queue, unique_key }) =>
      unique_key === null ? {} : `${queue} ${unique_key}`,
  );
  const groups = uniqBy(
    rows.flatMap(({ queue, fifo_group }) =>
      fifo_group === null ? [] : [{ queue, fifo_group }],
    ),
    ({ queue, fifo_group }) => `${queue} ${fifo_group}`,
  );
  const groupRows = { table: 'fifo_group_wakeups', rows: groups };
  if (rows.some(({ unique_key }) => unique_key !== null)) {
    // Sorts by key to avoid deadlocks, because inserts wait for concurrent inserts of the same key.
    const inOrder = sortBy(rows, ['queue', 'unique_key']);
    const insertion = { table: 'jobs', rows: inOrder };
    await insertReturning(tx, insertion, `${ON_WAITING_JOB} RETURNING id`);
    await insertTogether(tx, [groupRows]);
  } else {
    await insertTogether(tx, [{ table: 'jobs', rows }, groupRows]);
  }
}

function toRow(job: NewJob, now: number) {
  const { queue, payload, fifo_group = null, group = '', key = null } = job;
  requireShortPayload(queue, payload);
  return {
    queue,
    fifo_group,
    job_group: group,
    unique_key: key,
    payload,
    state: fifo_group === null ? 'ready' : 'behind',
    added_at: new Date(now),
    due_at: new Date(job.due_at ?? now),
    attempts: 0,
    claims: 0,
    traceparent: getTraceparent(),
  };
}

/** How long a woken worker waits for more jobs. */
const GATHER_MS = 5;

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
      /** The loop that finds due jobs; by default, the queue has its own loop. */
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
