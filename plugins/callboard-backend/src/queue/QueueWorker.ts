import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { yieldToEventLoop } from '../kernel/yielding';
import { Clock } from '../kernel/clock';
import { isUnavailable } from '../database/dialect';
import { withoutStatementTimeout } from '../database/statements';
import { Drainable } from '../kernel/Runner';
import { ClaimResult, claimJobs, extendLeases } from './claimJobs';
import { QueueOptions } from './Job';
import {
  deleteDeadLetters,
  FinishedJob,
  JobCompletion,
  JobRunResult,
} from './completeJobs';
import {
  JobRunner,
  LeaseLostError,
  RunningJob,
  ShutdownError,
} from './JobRunner';

const LEASE_MS = 10_000;

/** The interval of checks for jobs of crashed processes. */
const TAKE_OVER_INTERVAL_MS = 1_000;

/** How long dead letters can be retried: 30 days. */
const DEAD_LETTER_RETENTION_MS = 30 * 86_400_000;

const CLEANUP_INTERVAL_MS = 3_600_000;

/** The maximum number of consecutive checks that claim no job. */
const MAX_CHECKS = 16;

const NO_JOBS = { jobs: [], hasMore: false };

export class QueueWorker<Payload, Prepared = unknown> implements Drainable {
  readonly #running = new Map<string, RunningJob>();
  readonly #completion: JobCompletion<Payload>;
  readonly #runner: JobRunner<Payload, Prepared>;
  #finished: FinishedJob[] = [];
  #nextGroup = '';
  #nextTakeoverAt = 0;
  #nextCleanupAt = 0;
  #heartbeat: NodeJS.Timeout | undefined;
  #onIdle: () => void = () => {};

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      queue: string;
      options: QueueOptions<Payload, Prepared>;
      /** Called when a job has ended, so that the next can start. */
      wake: () => void;
    },
  ) {
    const { knex, options } = deps;
    const completion = new JobCompletion(deps);
    this.#completion = completion;
    this.#runner = new JobRunner({
      knex,
      options,
      completion,
      leaseMs: this.leaseMs,
    });
  }

  start(): void {
    this.#heartbeat = setInterval(
      () => this.extendLeases(),
      Math.ceil(this.leaseMs / 3),
    );
  }

  /**
   * Stores the results of ended jobs, and starts due jobs until none is left or all slots are
   * full.
   *
   * @returns always true, because several replicas can work on a queue
   * @throws if the database is unavailable; it can be called again later
   */
  async drain(signal?: AbortSignal): Promise<boolean> {
    return withoutStatementTimeout(async () => {
      await this.deleteOldDeadLetters();
      let checks = 0;
      let hasMore = true;
      while (hasMore) {
        await this.completeFinished();
        const claimed = signal?.aborted ? NO_JOBS : await this.claimDueJobs();
        checks = claimed.jobs.length > 0 ? 0 : checks + 1;
        // If all slots are full, the loop ends. The next job that ends wakes the worker again.
        hasMore = claimed.hasMore && checks < MAX_CHECKS;
        // SQLite works in this thread: yields to requests in between.
        await yieldToEventLoop();
      }
      return true;
    });
  }

  /** Deletes old dead letters, at most once an hour. */
  private async deleteOldDeadLetters(): Promise<void> {
    const { knex, clock, queue } = this.deps;
    if (performance.now() >= this.#nextCleanupAt) {
      await deleteDeadLetters(
        knex,
        queue,
        clock.now() - DEAD_LETTER_RETENTION_MS,
      );
      this.#nextCleanupAt = performance.now() + CLEANUP_INTERVAL_MS;
    }
  }

  /**
   * Lets running jobs end, aborts jobs that do not end, and releases jobs that ignore the abort.
   *
   * @param graceMs - how long jobs may take to end on their own, and again after they are aborted
   */
  async stop(graceMs: number): Promise<void> {
    if (!(await this.waitUntilIdle(graceMs))) {
      this.#running.forEach(({ controller }) =>
        controller.abort(new ShutdownError()),
      );
      await this.waitUntilIdle(graceMs);
    }
    clearInterval(this.#heartbeat);
    for (const { job } of this.#running.values()) {
      this.#finished.push({
        job,
        result: { kind: 'interrupted', after_ms: 0 },
      });
    }
    this.#running.clear();
    await this.completeFinished();
  }

  private get leaseMs(): number {
    return this.deps.options.leaseMs ?? LEASE_MS;
  }

  private async claimDueJobs(): Promise<Pick<ClaimResult, 'jobs' | 'hasMore'>> {
    const { knex, clock, queue, options } = this.deps;
    const { concurrency, groupConcurrency = concurrency } = options;
    const limit = concurrency - this.#running.size;
    if (limit <= 0) {
      return NO_JOBS;
    }
    const startedAt = performance.now();
    const claimed = await claimJobs(knex, {
      queue,
      now: clock.now(),
      limit,
      perGroup: groupConcurrency,
      freeSlots: this.countFreeSlots(groupConcurrency),
      from: this.#nextGroup,
      leaseMs: this.leaseMs,
      running: [...this.#running.keys()],
      takesOver: startedAt >= this.#nextTakeoverAt,
    });
    this.#nextGroup = claimed.from;
    if (startedAt >= this.#nextTakeoverAt) {
      this.#nextTakeoverAt = startedAt + TAKE_OVER_INTERVAL_MS;
    }
    for (const job of claimed.jobs) {
      const running: RunningJob = {
        job,
        controller: new AbortController(),
        leaseEnd: startedAt + this.leaseMs,
      };
      this.#running.set(job.id, running);
      this.runJob(running);
    }
    return claimed;
  }

  /** The free slots of groups with running jobs; 0 for busy groups. */
  private countFreeSlots(groupConcurrency: number): Map<string, number> {
    const freeSlots = new Map<string, number>();
    for (const { job } of this.#running.values()) {
      freeSlots.set(
        job.group,
        (freeSlots.get(job.group) ?? groupConcurrency) - 1,
      );
    }
    for (const group of this.deps.options.busyGroups?.() ?? []) {
      freeSlots.set(group, 0);
    }
    return freeSlots;
  }

  private runJob(running: RunningJob): void {
    const { job } = running;
    this.#runner
      .run(running)
      .catch((error): JobRunResult => ({ kind: 'failed', error }))
      .then(result => {
        // A released job no longer belongs to this worker.
        if (this.#running.get(job.id) !== running) {
          return;
        }
        this.#running.delete(job.id);
        if (result) {
          this.#finished.push({ job, result });
        }
        if (this.#running.size === 0) {
          this.#onIdle();
        }
        this.deps.wake();
      });
  }

  private async completeFinished(): Promise<void> {
    const { knex, logger, queue } = this.deps;
    const finished = [...this.#finished];
    if (finished.length === 0) {
      return;
    }
    try {
      await knex.transaction(tx => this.#completion.complete(tx, finished));
    } catch (error) {
      if (isUnavailable(error)) {
        throw error;
      }
      // One of the results cannot be stored: stores each separately, so that it does not block the
      // others.
      for (const each of finished) {
        await knex
          .transaction(tx => this.#completion.complete(tx, [each]))
          .catch(cause => {
            if (isUnavailable(cause)) {
              throw cause;
            }
            logger.warn(
              `The result of job ${each.job.id} of ${queue} could not be stored. The job will run again`,
              cause,
            );
          });
      }
    }
    this.#finished = this.#finished.slice(finished.length);
  }

  /** Extends the leases of running jobs, and aborts jobs whose lease is lost. */
  private async extendLeases(): Promise<void> {
    const { knex, clock, options } = this.deps;
    const running = [...this.#running.values()];
    if (running.length === 0) {
      return;
    }
    const startedAt = performance.now();
    const jobs = running.map(({ job }) => job);
    const ownedIds = await extendLeases(knex, jobs, clock.now(), this.leaseMs)
      // While the database is unavailable, the jobs run on until their leases expire.
      .catch(() => undefined);
    for (const each of running) {
      if (ownedIds?.has(each.job.id)) {
        each.leaseEnd = startedAt + this.leaseMs;
      } else if (
        // A transactional job checks its ownership in its transaction instead.
        options.kind === 'external' &&
        (ownedIds || performance.now() >= each.leaseEnd)
      ) {
        each.controller.abort(new LeaseLostError());
      }
    }
  }

  /** @returns whether all jobs have ended in time */
  private async waitUntilIdle(ms: number): Promise<boolean> {
    if (this.#running.size > 0) {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        new Promise<void>(resolve => {
          this.#onIdle = resolve;
        }),
        new Promise<void>(resolve => {
          timer = setTimeout(resolve, ms);
        }),
      ]);
      clearTimeout(timer);
    }
    return this.#running.size === 0;
  }
}
