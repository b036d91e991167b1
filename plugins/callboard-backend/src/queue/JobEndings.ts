import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { MAX_ATTEMPTS, retryDelay } from '../changes/backoff';
import { errorText } from '../changes/errorText';
import { Clock } from '../clock';
import { forUpdate } from '../database/dialect';
import { inSavepoint, TransactionLostError } from '../database/inSavepoint';
import { ClaimedJob } from './claimJobs';
import { Job, Later, Outcome, QueueOptions } from './Job';
import { ownJobs } from './leases';
import { Settled, Settlement, settleJobs } from './settleJobs';

/** What came of running a job. */
export type Result =
  | { kind: 'returned'; outcome: Outcome }
  | { kind: 'failed'; error: unknown }
  /** It was not the job that failed. */
  | { kind: 'interrupted'; after_ms: number }
  /** The payload is none of this queue's. */
  | { kind: 'refused'; error: unknown };

/** A job that has ended, one way or the other. */
export interface Finished {
  job: ClaimedJob;
  result: Result;
}

/** Writes down what becomes of the jobs of a queue. */
export class JobEndings<Payload> {
  constructor(
    private readonly deps: {
      clock: Clock;
      logger: LoggerService;
      queue: string;
      options: Pick<QueueOptions<Payload>, 'payload' | 'retry' | 'gaveUp'>;
    },
  ) {}

  /** Writes down what became of jobs that are still the worker's. */
  async settle(
    tx: Knex.Transaction,
    finished: readonly Finished[],
  ): Promise<void> {
    const now = this.deps.clock.now();
    const settled: Settled[] = [];
    for (const { job, result } of finished) {
      settled.push({
        job,
        settlement: await this.settlementOf(tx, job, result, now),
      });
    }
    await settleJobs(tx, settled, now);
  }

  private async settlementOf(
    tx: Knex.Transaction,
    job: ClaimedJob,
    result: Result,
    now: number,
  ): Promise<Settlement> {
    switch (result.kind) {
      case 'returned':
        return settlementOfOutcome(job, result.outcome, now);
      case 'interrupted':
        return postponed(job, { after_ms: result.after_ms }, now);
      case 'refused':
        return { kind: 'parked', error: errorText(result.error) };
      default:
        return this.settlementOfFailure(tx, job, result.error, now);
    }
  }

  private async settlementOfFailure(
    tx: Knex.Transaction,
    job: ClaimedJob,
    error: unknown,
    now: number,
  ): Promise<Settlement> {
    const { options, logger, queue } = this.deps;
    const shown = toJob(job, options.payload.parse(job.payload));
    let later: Later | 'give up';
    try {
      later = this.laterOf(shown, error);
    } catch (cause) {
      // Or it would come again for ever.
      return { kind: 'parked', error: errorText(cause) };
    }
    if (later !== 'give up') {
      return {
        ...postponed(job, later, now),
        attempts: job.attempts,
        error: errorText(error),
      };
    }
    if (!options.gaveUp) {
      logger.warn(
        `Job ${job.id} of ${queue} is set aside after ${job.attempts} attempts`,
        error as Error,
      );
      return { kind: 'parked', error: errorText(error) };
    }
    try {
      if (await isOwn(tx, job)) {
        await inSavepoint(tx, () => options.gaveUp!(shown, error, tx));
      }
      return { kind: 'done' };
    } catch (cause) {
      if (cause instanceof TransactionLostError) {
        throw cause;
      }
      return { kind: 'parked', error: errorText(cause) };
    }
  }

  /** When a job comes again that has failed so often. */
  laterOf(job: Job<Payload>, error: unknown): Later | 'give up' {
    return (this.deps.options.retry ?? retryUsually)(job, error);
  }
}

function settlementOfOutcome(
  job: ClaimedJob,
  outcome: Outcome,
  now: number,
): Settlement {
  if (!outcome) {
    return { kind: 'done' };
  }
  if ('postpone' in outcome) {
    return postponed(job, outcome.postpone, now);
  }
  return {
    kind: 'waits',
    due_at: now + (outcome.after_ms ?? 0),
    attempts: 0,
    payload: outcome.again,
    leavesLane: false,
    error: null,
  };
}

/** It waits, as if it had not been tried. */
function postponed(job: ClaimedJob, later: Later, now: number) {
  return {
    kind: 'waits' as const,
    due_at: now + later.after_ms,
    attempts: job.attempts - 1,
    payload: job.payload,
    leavesLane: later.leaves_lane ?? false,
    error: null,
  };
}

function retryUsually({ attempts }: Job<unknown>): Later | 'give up' {
  return attempts >= MAX_ATTEMPTS
    ? 'give up'
    : { after_ms: retryDelay(attempts) };
}

/** Whether a job is still the worker's; it then stays so in the transaction. */
export async function isOwn(
  tx: Knex.Transaction,
  job: ClaimedJob,
): Promise<boolean> {
  const [found] = await forUpdate(ownJobs(tx, [job]).select('id'));
  return found !== undefined;
}

/** A job as its handler gets it. */
export function toJob<Payload>(
  job: ClaimedJob,
  payload: Payload,
): Job<Payload> {
  const { id, lane, group, attempts, added_at } = job;
  return { id, payload, lane, group, attempts, added_at };
}
