import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { instant } from '../contract/primitives';

/** The name of a queue. @public */
export const queueName = z
  .string()
  .max(64)
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/,
    'must be the name of a queue',
  );

/** Work that is done after a request, and how it is getting on. @public */
export const queueStatus = z
  .strictObject({
    name: z.string(),
    /** Jobs that wait to begin, counted up to 10,000; all the numbers are. */
    waiting: z.int().min(0),
    /** Jobs that are under way. */
    running: z.int().min(0),
    /** Those of the waiting ones that have failed and are tried again later. */
    retrying: z.int().min(0),
    /** Jobs that failed until they were set aside. */
    dead_lettered: z.int().min(0),
    /** Since when the job waits that has been due for longest; null for none. */
    oldest_due_at: instant.nullable(),
    /**
     * Why a job failed last, in at most 2000 characters; null when none of those
     * that are left has failed.
     */
    last_error: z.string().nullable(),
  })
  .meta({ id: 'QueueStatus' });

/** @public */
export type QueueStatus = z.output<typeof queueStatus>;

/** How many jobs will be tried again. @public */
export const jobsRetried = z
  .strictObject({ retried: z.int().min(0) })
  .meta({ id: 'JobsRetried' });

/** @public */
export type JobsRetried = z.output<typeof jobsRetried>;

const tag = 'System';
const access = { kind: 'superAdmin' } as const;

/** @public */
export const queueEndpoints = {
  listQueues: defineEndpoint({
    method: 'GET',
    path: '/admin/queues',
    tag,
    summary: 'List the queues of work, and how each is getting on',
    access,
    response: z.strictObject({ items: z.array(queueStatus) }),
  }),
  retryDeadJobs: defineEndpoint({
    method: 'POST',
    path: '/admin/queues/retry',
    tag,
    summary: 'Try all jobs of a queue again that were set aside',
    access,
    body: z.strictObject({ queue: queueName }),
    response: jobsRetried,
  }),
};
