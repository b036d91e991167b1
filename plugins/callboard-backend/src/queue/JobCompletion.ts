import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { MAX_ATTEMPTS, computeRetryDelay } from '../kernel/backoff';
import { formatErrorText } from '../database/formatErrorText';
import { Clock } from '../kernel/clock';
import { lockForUpdate } from '../database/locks';
import { runInSavepoint, TransactionLostError } from '../database/transactions';
import { ClaimedJob } from './claimJobs';
import { Job, RetryDelay, JobOutcome, QueueOptions } from './Job';
import { selectOwnedJobs } from './leases';
import { JobWithResult, JobResult, completeJobs } from './completeJobs';

export type JobRunResult =
  | { kind: 'returned'; outcome: JobOutcome }
  | { kind: 'failed'; error: unknown }
  /** The run was interrupted, which is not a failure of the job. */
  | { kind: 'interrupted'; after_ms: number }
  /** The job is given up, even if attempts are left. */
  | { kind: 'given up'; error: unknown }
  /** The payload does not match the queue's schema. */
  | { kind: 'refused'; error: unknown };

/** A job whose run has ended, successfully or not. */
export interface FinishedJob {
  job: ClaimedJob;
  result: JobRunResult;
}

export class JobCompletion<Payload> {
  constructor(
    private readonly deps: {
      clock: Clock;
      logger: LoggerService;
      queue: string;
      options: Pick<QueueOptions<Payload>, 'payload' | 'retry' | 'gaveUp'>;
    },
  ) {}

  /** Applies the results of jobs that the worker still owns. */
  async complete(
    tx: Knex.Transaction,
    finished: readonly FinishedJob[],
  ): Promise<void> {
    const now = this.deps.clock.now();
    const results: JobWithResult[] = [];
    for (const { job, result } of finished) {
      results.push({
        job,
        result: await this.getJobResult(tx, job, result, now),
      });
    }
    await completeJobs(tx, results, now);
  }

  private async getJobResult(
    tx: Knex.Transaction,
    job: ClaimedJob,
    result: JobRunResult,
    now: number,
  ): Promise<JobResult> {
    switch (result.kind) {
      case 'returned':
        return getOutcomeResult(job, result.outcome, now);
      case 'interrupted':
        return {
          ...toPostponedResult(job, result, now),
          interruptions: job.interruptions,
        };
      case 'given up':
        return this.giveUp(tx, job, result.error);
      case 'refused':
        return { kind: 'dead_lettered', error: formatErrorText(result.error) };
      default:
        return this.getFailureResult(tx, job, result.error, now);
    }
  }

  private async getFailureResult(
    tx: Knex.Transaction,
    job: ClaimedJob,
    error: unknown,
    now: number,
  ): Promise<JobResult> {
    const { payload, retry = getDefaultRetry } = this.deps.options;
    let decision: RetryDelay | 'give up';
    try {
      decision = retry(toJob(job, payload.parse(job.payload)), error);
    } catch (cause) {
      // Does not retry the job: if `retry` failed every time, the job would run forever.
      return { kind: 'dead_lettered', error: formatErrorText(cause) };
    }
    return decision === 'give up'
      ? this.giveUp(tx, job, error)
      : {
          ...toPostponedResult(job, decision, now),
          attempts: job.attempts,
          error: formatErrorText(error),
        };
  }

  private async giveUp(
    tx: Knex.Transaction,
    job: ClaimedJob,
    error: unknown,
  ): Promise<JobResult> {
    const { options, logger, queue } = this.deps;
    if (!options.gaveUp) {
      logger.warn(
        `Job ${job.id} of ${queue} is dead-lettered after ${job.attempts} attempts`,
        error as Error,
      );
      return { kind: 'dead_lettered', error: formatErrorText(error) };
    }
    try {
      if (await isOwned(tx, job)) {
        const handlerJob = toJob(job, options.payload.parse(job.payload));
        await runInSavepoint(tx, () => options.gaveUp!(handlerJob, error, tx));
      }
      return { kind: 'done' };
    } catch (cause) {
      if (cause instanceof TransactionLostError) {
        throw cause;
      }
      return { kind: 'dead_lettered', error: formatErrorText(cause) };
    }
  }
}

function getOutcomeResult(
  job: ClaimedJob,
  outcome: JobOutcome,
  now: number,
): JobResult {
  if (!outcome) {
    return { kind: 'done' };
  }
  if ('postpone' in outcome) {
    return toPostponedResult(job, outcome.postpone, now);
  }
  return {
    ...toPostponedResult(job, { after_ms: 0 }, now),
    attempts: 0,
    payload: outcome.again,
  };
}

/** The result of a job that waits for its next run. The attempt does not count. */
function toPostponedResult(job: ClaimedJob, delay: RetryDelay, now: number) {
  return {
    kind: 'waits' as const,
    due_at: now + delay.after_ms,
    attempts: job.attempts - 1,
    // The run ended by itself, not with its process, so the count of consecutive interruptions
    // restarts.
    interruptions: 0,
    payload: job.payload,
    error: null,
  };
}

function getDefaultRetry({ attempts }: Job<unknown>): RetryDelay | 'give up' {
  return attempts >= MAX_ATTEMPTS
    ? 'give up'
    : { after_ms: computeRetryDelay(attempts) };
}

/** Whether the worker still owns a job; the row stays locked in the transaction. */
export async function isOwned(
  tx: Knex.Transaction,
  job: ClaimedJob,
): Promise<boolean> {
  const [found] = await lockForUpdate(selectOwnedJobs(tx, [job]).select('id'));
  return found !== undefined;
}

export function toJob<Payload>(
  job: ClaimedJob,
  payload: Payload,
): Job<Payload> {
  const { id, fifo_group, group, attempts, added_at } = job;
  return { id, payload, fifo_group, group, attempts, added_at };
}
