import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { instant } from '../contract/primitives';
import { subscriberName } from './dispatches';

/** The state of a change subscriber. @public */
export const subscriberStatus = z
  .strictObject({
    name: z.string(),
    /** When a replica last reported it, about every half minute. */
    last_seen_at: instant,
    /** The number of changes waiting for it, counted up to 10,000. */
    waiting: z.int().min(0),
    /** Its dead-lettered changes, counted up to 10,000. */
    dead_lettered: z.int().min(0),
    /**
     * The time since which it is paused because its target is unavailable. Changes wait until the
     * target returns.
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

const tag = 'System';
const access = { kind: 'superAdmin' } as const;

/** @public */
export const subscriberEndpoints = {
  listSubscribers: defineEndpoint({
    method: 'GET',
    path: '/admin/subscribers',
    tag,
    summary: 'List the subscribers to changes with their status',
    access,
    response: z.strictObject({ items: z.array(subscriberStatus) }),
  }),
  forgetSubscriber: defineEndpoint({
    method: 'DELETE',
    path: '/admin/subscribers/{subscriber}',
    tag,
    summary:
      'Delete a removed subscriber with its pending changes; 409 while a replica registers it',
    access,
    params: z.strictObject({ subscriber: subscriberName }),
    status: 204,
  }),
};
