import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { insertMany, inListSql, updateMany } from '../database/bulk';
import { formatErrorText } from '../database/formatErrorText';
import { lockForUpdate } from '../database/locks';
import { runInSavepoint, TransactionLostError } from '../database/transactions';
import { MAX_ATTEMPTS, computeRetryDelay } from '../kernel/backoff';
import { Clock } from '../kernel/clock';
import { yieldToEventLoop } from '../kernel/yielding';
import { ClaimedJob, selectOwnedJobs } from './claimJobs';
import { Job, JobOutcome, QueueOptions, RetryDelay } from './Job';

const DELETE_BATCH_SIZE = 1_000;

export type JobResult =
  | { kind: 'done' }
  | {
      kind: 'waits';
      /** Milliseconds since 1970. */
      due_at: number;
      /** The number of counted attempts so far. */
      attempts: number;
      /** The number of consecutive runs that ended with their process. */
      interruptions: number;
      payload: JsonObject;
      /** The error, if the job is retried after a failure. */
      error: string | null;
    }
  | { kind: 'dead_lettered'; error: string };

export interface JobWithResult {
  job: ClaimedJob;
  result: JobResult;
}

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

/** Stores the results of jobs, unless another worker has taken over their lease. */
export async function completeJobs(
  tx: Knex.Transaction,
  results: readonly JobWithResult[],
  now: number,
): Promise<void> {
  const ownedIds = new Set<string>(
    (
      await lockForUpdate(
        selectOwnedJobs(
          tx,
          results.map(({ job }) => job),
        ).select('id'),
      )
    ).map(({ id }: { id: number | string }) => String(id)),
  );
  const owned = results.filter(({ job }) => ownedIds.has(job.id));
  const superseded = await findSupersededJobs(tx, owned);
  const isComplete = ({ job, result }: JobWithResult) =>
    result.kind === 'done' || superseded.has(job.id);
  const completed = owned.filter(isComplete);
  const remaining = owned.filter(each => !isComplete(each));
  if (completed.length > 0) {
    const ids = completed.map(({ job }) => job.id);
    await tx('jobs')
      .whereRaw(...inListSql(tx, 'id', ids, 'bigint'))
      .delete();
  }
  await updateMany(
    tx,
    'jobs',
    remaining.map(each => toRow(each, now)),
  );
  const unblocking = owned.filter(
    each =>
      each.job.fifo_group !== null &&
      (isComplete(each) || each.result.kind === 'dead_lettered'),
  );
  await insertMany(
    tx,
    'fifo_group_wakeups',
    unblocking.map(({ job }) => ({
      queue: job.queue,
      fifo_group: job.fifo_group,
    })),
  );
}

/** @param before - milliseconds since 1970 */
export async function deleteDeadLetters(
  knex: Knex,
  queue: string,
  before: number,
): Promise<void> {
  let deleted = DELETE_BATCH_SIZE;
  while (deleted === DELETE_BATCH_SIZE) {
    const old: string[] = await knex('jobs')
      .where({ queue, state: 'dead_lettered' })
      .where('failed_at', '<', new Date(before))
      // Oldest first, so that an index scan ends before the newer rows, which may be many.
      .orderBy('failed_at')
      .limit(DELETE_BATCH_SIZE)
      .pluck('id');
    deleted =
      old.length === 0
        ? 0
        : await knex('jobs')
            .whereRaw(...inListSql(knex, 'id', old, 'bigint'))
            .where({ state: 'dead_lettered' })
            .delete();
    await yieldToEventLoop();
  }
}

/** Returns the ids of rescheduled jobs whose unique key another waiting job already has. */
async function findSupersededJobs(
  tx: Knex,
  results: readonly JobWithResult[],
): Promise<Set<string>> {
  const keyed = results.flatMap(({ job, result }) =>
    result.kind === 'waits' && job.key !== null
      ? [{ id: job.id, queue: job.queue, key: job.key }]
      : [],
  );
  if (keyed.length === 0) {
    return new Set();
  }
  const waiting: Array<{ queue: string; unique_key: string }> = await tx('jobs')
    .select('queue', 'unique_key')
    .whereIn('queue', [...new Set(keyed.map(({ queue }) => queue))])
    .whereRaw(
      ...inListSql(
        tx,
        'unique_key',
        keyed.map(({ key }) => key),
        'text',
      ),
    )
    .whereRaw("state IN ('ready', 'behind')");
  const taken = new Set(
    waiting.map(({ queue, unique_key }) => `${queue} ${unique_key}`),
  );
  return new Set(
    keyed.flatMap(({ id, queue, key }) =>
      taken.has(`${queue} ${key}`) ? [id] : [],
    ),
  );
}

function toRow({ job, result }: JobWithResult, now: number) {
  const common = { id: job.id, claims: job.claims + 1, leased_until: null };
  if (result.kind !== 'waits') {
    const error = result.kind === 'dead_lettered' ? result.error : null;
    return {
      ...common,
      state: 'dead_lettered',
      unique_key: null,
      due_at: new Date(now),
      attempts: job.attempts,
      interruptions: job.interruptions,
      payload: job.payload,
      failed_at: new Date(now),
      last_error: error,
    };
  }
  const { due_at, attempts, interruptions, payload, error } = result;
  // A postponed job keeps the error of an earlier failure, if any.
  const previousFailure = attempts === 0 ? null : job;
  return {
    ...common,
    state: 'ready',
    unique_key: job.key,
    due_at: new Date(due_at),
    attempts,
    interruptions,
    payload,
    failed_at:
      error === null ? previousFailure?.failed_at ?? null : new Date(now),
    last_error: error ?? previousFailure?.last_error ?? null,
  };
}
