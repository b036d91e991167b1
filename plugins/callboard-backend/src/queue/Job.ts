import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { z } from 'zod';

/** The most characters of a payload as JSON. It names things by their ids. */
export const MAX_PAYLOAD_LENGTH = 16_384;

/** Work to be done later, once or more. */
export interface NewJob {
  /** Which workers do it; at most 64 characters. */
  queue: string;
  /** What they have to know. */
  payload: JsonObject;
  /**
   * Jobs of a queue with the same FIFO group run one at a time, in the order they
   * were added. Jobs without a FIFO group wait for nobody.
   */
  fifo_group?: string;
  /**
   * Jobs of a queue with the same group take turns with other groups, and may
   * be bounded together.
   */
  group?: string;
  /**
   * While a job of the queue waits with this key, no other is added: that one
   * then runs at the earlier of both times, after this transaction has ended.
   */
  key?: string;
  /** Not before; milliseconds since 1970. At once by default. */
  due_at?: number;
}

/** A job as its handler gets it. */
export interface Job<Payload = JsonObject> {
  /** The same in each attempt. */
  id: string;
  payload: Payload;
  fifo_group: string | null;
  /** Empty for none. */
  group: string;
  /** Which attempt this is, from 1. */
  attempts: number;
  /** Milliseconds since 1970. */
  added_at: number;
}

/** When a job comes again. */
export interface Later {
  /** How long it waits, in milliseconds. */
  after_ms: number;
  /** Whether those behind it in its FIFO group need not wait for it any longer. */
  unblocks_group?: boolean;
}

/**
 * What becomes of a job when its handler has returned: nothing says that it is
 * done.
 */
export type JobOutcome =
  | void
  /** Not now: it comes again, and this attempt does not count. */
  | { postpone: Later }
  /**
   * A part of it is done. It comes again with this payload, at once or later,
   * after others that are due; attempts count from the start.
   */
  | { again: JsonObject; after_ms?: number };

/** What a handler can watch. */
export interface JobContext {
  /**
   * Aborted when the process is about to end, when the job took too long, and
   * when another worker may have it by now. What fails after that is tried
   * again; it is no failure of the job when the process ends.
   */
  signal: AbortSignal;
}

/** How the jobs of a queue are done. */
export type QueueHandler<Payload, Prepared = unknown> =
  | {
      /**
       * Works outside the database: at least once. After a crash or a long
       * outage of the database a job is repeated, with the same id.
       */
      kind: 'external';
      run(job: Job<Payload>, context: JobContext): Promise<JobOutcome>;
    }
  | {
      /**
       * Works inside the database: exactly once. What it writes with `tx`
       * commits together with the mark that the job is done.
       */
      kind: 'transactional';
      /**
       * Does what must not keep a transaction waiting, such as asking others,
       * before there is one.
       */
      prepare?(job: Job<Payload>, context: JobContext): Promise<Prepared>;
      run(
        job: Job<Payload>,
        context: JobContext & { tx: Knex.Transaction; prepared: Prepared },
      ): Promise<JobOutcome>;
    };

/** A queue and what does its jobs. */
export type QueueOptions<Payload, Prepared = unknown> = QueueHandler<
  Payload,
  Prepared
> & {
  /** What payloads look like. A job with any other is set aside. */
  payload: z.ZodType<Payload>;
  /**
   * How many jobs run at the same time in this process. Each of a transactional
   * queue takes a connection.
   */
  concurrency: number;
  /** The same of one group; as many as of the queue by default. */
  groupConcurrency?: number;
  /** Groups of which no job is to start now, beside those that are full. */
  busyGroups?: () => Iterable<string>;
  /**
   * For how long a job belongs to a process that shows no sign of life; 10 000
   * ms by default. Leases are prolonged while a handler runs.
   */
  leaseMs?: number;
  /** How long a handler may take; 5 minutes by default. */
  timeoutMs?: number;
  /**
   * When a job comes again that has failed. By default after 1, 2, 4 … 60
   * seconds, at most eight times.
   *
   * @param job - `attempts` says how often it has failed by now
   */
  retry?: (job: Job<Payload>, error: unknown) => Later | 'give up';
  /**
   * Called when a job is given up, in the transaction that deletes it. Without
   * it the job is set aside for an operator.
   */
  gaveUp?: (
    job: Job<Payload>,
    error: unknown,
    tx: Knex.Transaction,
  ) => Promise<void>;
};
