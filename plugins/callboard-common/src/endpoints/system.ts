import { z } from 'zod';
import { changeAction, entityType } from '../changes/vocabulary';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  createPageSchema,
  instant,
  jsonValue,
  omitNulls,
  pageParameters,
  uuid,
} from '../contract/primitives';
import { permissions } from '../permissions';

const { get, post, remove } = createEndpointDefiners('System');
const access = { kind: 'superAdmin' } as const;

const createNameSchema = (kind: string) =>
  z
    .string()
    .max(64)
    .regex(
      /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/,
      `must be the name of a ${kind}`,
    );

/** The unique name of a change subscriber. @public */
export const subscriberName = createNameSchema('subscriber');

/**
 * A dead letter: a change on which a subscriber failed too often. Other subscribers still receive
 * the change. The change and the subscriber's name together identify the dead letter.
 *
 * @public
 */
export const deadLetter = z
  .strictObject({
    subscriber: z.string(),
    /** The change without its field values, which are in the activity log. */
    change: z.strictObject({
      id: uuid,
      workspace_id: uuid,
      actor: z.string(),
      /** The actor's name at the time. */
      actor_name: z.string(),
      action: changeAction,
      entity_type: entityType,
      entity_id: z.string(),
      entity_label: z.string().nullable(),
      created_at: instant,
    }),
    /** The number of attempts. */
    attempts: z.int().min(0),
    dead_lettered_at: instant,
    /** The last error of the subscriber, at most 2000 characters. */
    last_error: z.string(),
  })
  .meta({ id: 'DeadLetter' });

/** @public */
export type DeadLetter = z.output<typeof deadLetter>;

/** The number of dispatches that Callboard will retry. @public */
export const dispatchesRetried = z
  .strictObject({ retried: z.int().min(0) })
  .meta({ id: 'DispatchesRetried' });

/** @public */
export type DispatchesRetried = z.output<typeof dispatchesRetried>;

/** @public */
export const dispatchEndpoints = {
  listDeadLetters: get('/admin/dispatches', {
    summary: 'List dead-lettered changes, newest first',
    access,
    permission: permissions.deadLetter.read,
    query: z.strictObject({
      subscriber: subscriberName.optional(),
      ...pageParameters,
    }),
    response: createPageSchema(deadLetter),
  }),
  retryDeadLetters: post('/admin/dispatches/retry', {
    summary: 'Retry all dead-lettered changes, or those of one subscriber',
    access,
    permission: permissions.deadLetter.retry,
    body: omitNulls(
      z.strictObject({ subscriber: subscriberName.optional() }),
    ).optional(),
    response: dispatchesRetried,
  }),
  retryDeadLetter: post('/admin/dispatches/{change_id}/{subscriber}/retry', {
    summary:
      'Retry a dead-lettered change, after earlier pending changes of the same resource',
    access,
    permission: permissions.deadLetter.retry,
    params: z.strictObject({ change_id: uuid, subscriber: subscriberName }),
    body: z.object({}).optional(),
    response: dispatchesRetried,
  }),
};

/** The name of a queue. @public */
export const queueName = createNameSchema('queue');

/** The state of a background queue. @public */
export const queueStatus = z
  .strictObject({
    name: z.string(),
    /** Waiting jobs. All numbers of jobs are counted up to 10,000. */
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

/** The number of jobs that Callboard will retry. @public */
export const jobsRetried = z
  .strictObject({ retried: z.int().min(0) })
  .meta({ id: 'JobsRetried' });

/** @public */
export type JobsRetried = z.output<typeof jobsRetried>;

/** @public */
export const queueEndpoints = {
  listQueues: get('/admin/queues', {
    summary: 'List the job queues with their status',
    access,
    permission: permissions.queue.read,
    response: z.strictObject({ items: z.array(queueStatus) }),
  }),
  retryDeadJobs: post('/admin/queues/retry', {
    summary: 'Retry all dead-lettered jobs of a queue',
    access,
    permission: permissions.queue.retry,
    body: z.strictObject({ queue: queueName }),
    response: jobsRetried,
  }),
};

/** The state of a change subscriber. @public */
export const subscriberStatus = z
  .strictObject({
    name: z.string(),
    /** The time when a replica last reported the subscriber. Replicas report every half minute. */
    last_seen_at: instant,
    /** The number of changes waiting for the subscriber, counted up to 10,000. */
    waiting: z.int().min(0),
    /** The number of dead-lettered changes of the subscriber, counted up to 10,000. */
    dead_lettered: z.int().min(0),
    /**
     * The time since which the subscriber is paused because its target is unavailable. Changes wait
     * until the target is available again.
     */
    paused_at: instant.nullable(),
    /** The time of the next probe with one change; null unless paused. */
    next_probe_at: instant.nullable(),
    /** The reason for the pause, in at most 2000 characters; null unless paused. */
    last_error: z.string().nullable(),
  })
  .meta({ id: 'SubscriberStatus' });

/** @public */
export type SubscriberStatus = z.output<typeof subscriberStatus>;

/** @public */
export const subscriberEndpoints = {
  listSubscribers: get('/admin/subscribers', {
    summary: 'List the subscribers to changes with their status',
    access,
    permission: permissions.subscriber.read,
    response: z.strictObject({ items: z.array(subscriberStatus) }),
  }),
  forgetSubscriber: remove('/admin/subscribers/{subscriber}', {
    summary:
      'Delete a subscriber and its pending changes; 409 while a running replica has the subscriber',
    access,
    permission: permissions.subscriber.delete,
    canConflict: true,
    params: z.strictObject({ subscriber: subscriberName }),
  }),
};

/** The health of the backend. @public */
export const health = z
  .strictObject({
    status: z.literal('ok'),
    relay: z.strictObject({
      /** The age of the oldest undelivered change, in milliseconds. */
      lag_ms: z.int().min(0),
      /** The number of undelivered changes, counted up to 10,000. */
      pending: z.int().min(0),
      /** Dead-lettered changes. */
      dead_lettered: z.int().min(0),
      /** Subscribers paused because their target is unavailable. */
      paused: z.int().min(0),
    }),
    jobs: z.strictObject({
      /** How long the oldest waiting job is overdue, in milliseconds. */
      lag_ms: z.int().min(0),
      /** Dead-lettered jobs, counted up to 10,000. */
      dead_lettered: z.int().min(0),
    }),
    seals: z.strictObject({
      /** The age of the oldest activity row without a seal, in milliseconds. */
      lag_ms: z.int().min(0),
    }),
  })
  .meta({ id: 'Health' });

/** @public */
export type Health = z.output<typeof health>;

/** @public */
export const systemEndpoints = {
  getHealth: get('/health', {
    summary:
      'Get the health of the backend; 503 while the database is unreachable',
    access: { kind: 'public' },
    response: health,
  }),
  getOpenApi: get('/openapi.json', {
    summary: 'Get this API as an OpenAPI 3.1 document',
    access: { kind: 'public' },
    response: z.record(z.string(), jsonValue),
  }),
  ...dispatchEndpoints,
  ...subscriberEndpoints,
  ...queueEndpoints,
};
