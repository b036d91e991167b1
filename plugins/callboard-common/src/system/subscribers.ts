import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { instant } from '../contract/primitives';
import { subscriberName } from './dispatches';

/** Something that hears of changes, and how it is doing. @public */
export const subscriberStatus = z
  .strictObject({
    name: z.string(),
    /** When a replica last showed that it has it: every half a minute or so. */
    last_seen_at: instant,
    /** The number of changes that wait for it, counted up to 10,000. */
    waiting: z.int().min(0),
    /** Changes it failed on until they were set aside; likewise. */
    dead_lettered: z.int().min(0),
    /**
     * The moment since when it is paused because its target is away. Changes
     * wait until the target is back.
     */
    paused_at: instant.nullable(),
    /** When it is tried with one change the next time; null unless paused. */
    next_probe_at: instant.nullable(),
    /** Why it is paused, in at most 2000 characters; null unless it is. */
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
    summary: 'List what hears of changes, and how it is doing',
    access,
    response: z.strictObject({ items: z.array(subscriberStatus) }),
  }),
  forgetSubscriber: defineEndpoint({
    method: 'DELETE',
    path: '/admin/subscribers/{subscriber}',
    tag,
    summary:
      'Forget a subscriber that is gone for good, and what waits for it; 409 while a replica has it',
    access,
    params: z.strictObject({ subscriber: subscriberName }),
    status: 204,
  }),
};
