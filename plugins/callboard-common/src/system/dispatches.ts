import { z } from 'zod';
import { changeAction, entityType } from '../changes/schemas';
import { defineEndpoint } from '../contract/endpoint';
import {
  instant,
  createPageSchema,
  pageParameters,
  uuid,
} from '../contract/primitives';

/** The unique name of a change subscriber. @public */
export const subscriberName = z
  .string()
  .max(64)
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/,
    'must be the name of a subscriber',
  );

/**
 * A dead letter: a change on which a subscriber failed too often. Other subscribers still receive
 * it. Change and subscriber name together identify it.
 *
 * @public
 */
export const deadLetter = z
  .strictObject({
    subscriber: z.string(),
    /** The change without values, which the activity has. */
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

/** The number of dispatches to retry. @public */
export const dispatchesRetried = z
  .strictObject({ retried: z.int().min(0) })
  .meta({ id: 'DispatchesRetried' });

/** @public */
export type DispatchesRetried = z.output<typeof dispatchesRetried>;

const tag = 'System';
const access = { kind: 'superAdmin' } as const;

/** @public */
export const dispatchEndpoints = {
  listDeadLetters: defineEndpoint({
    method: 'GET',
    path: '/admin/dispatches',
    tag,
    summary: 'List dead-lettered changes, newest first',
    access,
    query: z.strictObject({
      subscriber: subscriberName.optional(),
      ...pageParameters,
    }),
    response: createPageSchema(deadLetter),
  }),
  retryDeadLetters: defineEndpoint({
    method: 'POST',
    path: '/admin/dispatches/retry',
    tag,
    summary: 'Retry all dead-lettered changes, or those of one subscriber',
    access,
    body: z.strictObject({ subscriber: subscriberName.optional() }).optional(),
    response: dispatchesRetried,
  }),
  retryDeadLetter: defineEndpoint({
    method: 'POST',
    path: '/admin/dispatches/{change_id}/{subscriber}/retry',
    tag,
    summary:
      'Retry a dead-lettered change, after earlier pending changes of the same resource',
    access,
    params: z.strictObject({ change_id: uuid, subscriber: subscriberName }),
    body: z.object({}).optional(),
    response: dispatchesRetried,
  }),
};
