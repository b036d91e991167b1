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

/** The state of a background queue. @public */
export const queueStatus = z
  .strictObject({
    name: z.string(),
    /** Waiting jobs, counted up to 10,000, like all numbers here. */
    waiting: z.int().min(0),
    /** Jobs in progress. */
    running: z.int().min(0),
    /** Waiting jobs that have failed and will be retried. */
    retrying: z.int().min(0),
    /** Dead-lettered jobs. */
    dead_lettered: z.int().min(0),
    /** The due time of the most overdue job; null if none is waiting. */
    oldest_due_at: instant.nullable(),
    /** The last error of a job, in at most 2000 characters; null if no remaining job has failed. */
    last_error: z.string().nullable(),
  })
  .meta({ id: 'QueueStatus' });

/** @public */
export type QueueStatus = z.output<typeof queueStatus>;

/** The number of jobs to retry. @public */
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
    summary: 'List the job queues with their status',
    access,
    response: z.strictObject({ items: z.array(queueStatus) }),
  }),
  retryDeadJobs: defineEndpoint({
    method: 'POST',
    path: '/admin/queues/retry',
    tag,
    summary: 'Retry all dead-lettered jobs of a queue',
    access,
    body: z.strictObject({ queue: queueName }),
    response: jobsRetried,
  }),
};
