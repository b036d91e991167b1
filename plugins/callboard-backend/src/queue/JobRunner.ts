import { trace } from '@opentelemetry/api';
import { Knex } from 'knex';
import { isUnavailable } from '../database/dialect';
import { recordError, withConsumerSpan } from '../kernel/tracing';
import {
  runInSavepoint,
  TransactionLostError,
  runTransactionWithTimeout,
} from '../database/transactions';
import { ClaimedJob } from './claimJobs';
import { Job, JobOutcome, QueueOptions, requireShortPayload } from './Job';
import { isOwned, JobCompletion, JobRunResult, toJob } from './completeJobs';

export interface RunningJob {
  readonly job: ClaimedJob;
  readonly controller: AbortController;
  /** The end of the lease unless it is extended, on the clock of `performance.now()`. */
  leaseEnd: number;
}

export class ShutdownError extends Error {
  constructor() {
    super('The process is shutting down');
    this.name = 'ShutdownError';
  }
}

/** Another worker may have claimed the job. */
export class LeaseLostError extends Error {
  constructor() {
    super('The lease could not be renewed in time');
    this.name = 'LeaseLostError';
  }
}

class JobTimeoutError extends Error {
  constructor(ms: number) {
    super(`The job did not complete within ${ms} ms`);
    this.name = 'JobTimeoutError';
  }
}

const TIMEOUT_MS = 300_000;

/**
 * The number of consecutive runs that ended with their process, after which a job is given up. Such
 * a job most likely crashes its process.
 */
export const MAX_INTERRUPTIONS = 20;

/** The retry delay of a job interrupted by the database. Other interrupted jobs are due at once. */
const RETRY_INTERRUPTED_MS = 1_000;

export class JobRunner<Payload, Prepared = unknown> {
  constructor(
    private readonly deps: {
      knex: Knex;
      options: QueueOptions<Payload, Prepared>;
      completion: JobCompletion<Payload>;
      /** The duration of a lease, and how long the transaction of a job may be idle. */
      leaseMs: number;
    },
  ) {}

  /** @returns undefined if the result is already stored */
  async run(running: RunningJob): Promise<JobRunResult | undefined> {
    const { options } = this.deps;
    const { job, controller } = running;
    const { signal } = controller;
    const payload = options.payload.safeParse(job.payload);
    if (!payload.success) {
      return { kind: 'refused', error: payload.error };
    }
    const handlerJob = toJob(job, payload.data);
    if (job.interruptions >= MAX_INTERRUPTIONS) {
      return {
        kind: 'given up',
        error: new Error(
          `The process stopped ${job.interruptions} times in a row while the job was running`,
        ),
      };
    }
    const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    const timeout = setTimeout(
      () => controller.abort(new JobTimeoutError(timeoutMs)),
      timeoutMs,
    );
    try {
      return await withConsumerSpan(
        'process',
        job.queue,
        {
          causes: [job.traceparent],
          attributes: {
            'messaging.message.id': job.id,
            'callboard.job.attempt': job.attempts,
          },
        },
        () =>
          options.kind === 'transactional'
            ? this.runTransactional(job, signal, handlerJob, options)
            : this.runExternal(job, signal, handlerJob, options),
      );
    } finally {
      clearTimeout(timeout);
    }
  }

  private async runExternal(
    job: ClaimedJob,
    signal: AbortSignal,
    handlerJob: Job<Payload>,
    options: QueueOptions<Payload, Prepared> & { kind: 'external' },
  ): Promise<JobRunResult> {
    return awaitResult(signal, async () => {
      const outcome = await waitUnlessAborted(
        signal,
        options.run(handlerJob, { signal }),
      );
      requireShortPayloads(job, outcome);
      return outcome;
    });
  }

  private async runTransactional(
    job: ClaimedJob,
    signal: AbortSignal,
    handlerJob: Job<Payload>,
    options: QueueOptions<Payload, Prepared> & { kind: 'transactional' },
  ): Promise<JobRunResult | undefined> {
    const { knex, leaseMs, completion } = this.deps;
    let prepared: Prepared;
    const preparation = await awaitResult(signal, async () => {
      const preparing = Promise.resolve(
        options.prepare?.(handlerJob, { signal }),
      );
      prepared = (await waitUnlessAborted(signal, preparing)) as Prepared;
    });
    if (preparation.kind !== 'returned') {
      return preparation;
    }
    try {
      await runTransactionWithTimeout(knex, leaseMs, async tx => {
        if (!(await isOwned(tx, job))) {
          return;
        }
        let outcome: JobOutcome;
        const result = await awaitResult(signal, async () => {
          await runInSavepoint(tx, async () => {
            outcome = await options.run(handlerJob, { signal, tx, prepared });
            requireShortPayloads(job, outcome);
          });
          return outcome;
        });
        await completion.complete(tx, [{ job, result }]);
      });
      return undefined;
    } catch (error) {
      return error instanceof TransactionLostError || isUnavailable(error)
        ? { kind: 'interrupted', after_ms: RETRY_INTERRUPTED_MS }
        : toFailure(error);
    }
  }
}

/** @throws InputError if a job continues with a payload that is too long */
function requireShortPayloads(
  { queue }: ClaimedJob,
  outcome: JobOutcome,
): void {
  if (outcome && 'again' in outcome) {
    requireShortPayload(queue, outcome.again);
  }
}

/**
 * Waits for a handler until it ends or the signal is aborted: a handler that ignores the signal
 * must not block its slot.
 */
async function waitUnlessAborted<T>(
  signal: AbortSignal,
  work: Promise<T>,
): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
  return Promise.race([work, aborted]);
}

/** Waits for a handler, and converts an error to a result. */
async function awaitResult(
  signal: AbortSignal,
  work: () => Promise<JobOutcome>,
): Promise<JobRunResult> {
  try {
    return { kind: 'returned', outcome: await work() };
  } catch (error) {
    if (error instanceof TransactionLostError) {
      throw error;
    }
    const isInterrupted =
      signal.reason instanceof ShutdownError ||
      signal.reason instanceof LeaseLostError;
    if (isInterrupted) {
      return { kind: 'interrupted', after_ms: 0 };
    }
    return toFailure(error);
  }
}

/** Returns the result of a failed run, and marks its span as failed. */
function toFailure(error: unknown): JobRunResult {
  const span = trace.getActiveSpan();
  if (span) {
    recordError(span, error);
  }
  return { kind: 'failed', error };
}
