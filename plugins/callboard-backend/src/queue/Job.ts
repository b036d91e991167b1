import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { z } from 'zod';
import { InputError } from '@backstage/errors';

/** The maximum length of a payload as JSON, in characters. A payload should contain only ids. */
const MAX_PAYLOAD_LENGTH = 16_384;

export interface NewJob {
  /** The queue of the job; at most 64 characters. */
  queue: string;
  payload: JsonObject;
  /**
   * The jobs of a FIFO group of a queue run one at a time, in the order of addition. Jobs without a
   * FIFO group do not wait for other jobs.
   */
  fifo_group?: string;
  /**
   * The fairness group. The fairness groups of a queue take turns, and `groupConcurrency` limits
   * the running jobs of each group.
   */
  group?: string;
  /**
   * Deduplicates waiting jobs of a queue. While a job with this key waits, no second job with the
   * key is added. Instead, the waiting job becomes due at the earlier of the two due times, unless
   * it has failed: then it keeps the time of its retry. In either case, the waiting job starts only
   * after the adding transaction has ended.
   */
  key?: string;
  /** The earliest start; milliseconds since 1970. By default the job is due at once. */
  due_at?: number;
}

/** A job as its handler gets it. */
export interface Job<Payload = JsonObject> {
  /** The id, which is the same in each attempt. */
  id: string;
  payload: Payload;
  fifo_group: string | null;
  /** The fairness group; an empty text if the job has none. */
  group: string;
  /** The number of this attempt, from 1. */
  attempts: number;
  /** Milliseconds since 1970. */
  added_at: number;
}

export interface RetryDelay {
  /** Milliseconds. */
  after_ms: number;
}

/** The outcome that a handler returns; undefined means done. */
export type JobOutcome =
  | void
  /** Retries the job without counting this attempt. */
  | { postpone: RetryDelay }
  /** Continues the job with this payload, behind other due jobs. The count of attempts restarts. */
  | { again: JsonObject };

interface JobContext {
  /**
   * Aborted when the process is about to end, when the job times out, and when another worker may
   * have claimed the job. If the job fails after the abort, only a timeout counts as a failure.
   */
  signal: AbortSignal;
}

type QueueHandler<Payload, Prepared = unknown> =
  | {
      /**
       * Works outside the database. Each job runs at least once: after a crash or a long outage of
       * the database, it runs again with the same id.
       */
      kind: 'external';
      run(job: Job<Payload>, context: JobContext): Promise<JobOutcome>;
    }
  | {
      /**
       * Works inside the database. Its writes with `tx` commit together with the completion of the
       * job, so each job takes effect exactly once.
       */
      kind: 'transactional';
      /** Performs slow work, such as remote calls, before the transaction begins. */
      prepare?(job: Job<Payload>, context: JobContext): Promise<Prepared>;
      run(
        job: Job<Payload>,
        context: JobContext & { tx: Knex.Transaction; prepared: Prepared },
      ): Promise<JobOutcome>;
    };

export type QueueOptions<Payload, Prepared = unknown> = QueueHandler<
  Payload,
  Prepared
> & {
  /** The schema of payloads. A job with an invalid payload is dead-lettered. */
  payload: z.ZodType<Payload>;
  /**
   * The maximum number of concurrent jobs in this process. Each job of a transactional queue takes
   * a connection.
   */
  concurrency: number;
  /** The maximum number of concurrent jobs per group; by default `concurrency`. */
  groupConcurrency?: number;
  /** Groups in which no job may start now, in addition to groups at their limit. */
  busyGroups?: () => Iterable<string>;
  /**
   * The duration of leases; 10 000 ms by default. Leases are extended while a handler runs. When a
   * lease has expired, another process can take over the job.
   */
  leaseMs?: number;
  /** The timeout of a handler; 5 minutes by default. */
  timeoutMs?: number;
  /**
   * When to retry a failed job. By default after up to 1, 2, 4 … 60 seconds; the job is given up
   * after eight failures.
   *
   * @param job - `attempts` is the number of failures so far
   */
  retry?: (job: Job<Payload>, error: unknown) => RetryDelay | 'give up';
  /**
   * Called when a job is given up, in the transaction that deletes it. Without it, the job is
   * dead-lettered.
   */
  gaveUp?: (
    job: Job<Payload>,
    error: unknown,
    tx: Knex.Transaction,
  ) => Promise<void>;
};

/** @throws InputError if a payload is too long to store */
export function requireShortPayload(queue: string, payload: JsonObject): void {
  const { length } = JSON.stringify(payload);
  if (length > MAX_PAYLOAD_LENGTH) {
    throw new InputError(
      `A job of ${queue} has a payload of ${length} characters; at most ${MAX_PAYLOAD_LENGTH} are allowed`,
    );
  }
}
