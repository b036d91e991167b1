import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { instant, pageOf, pageParameters, uuid } from '../contract/primitives';

/** The name under which something hears of changes. @public */
export const subscriberName = z
  .string()
  .max(64)
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/,
    'must be the name of a subscriber',
  );

/**
 * A change that a subscriber failed on until it was set aside. The others have
 * it; the change and the name together are its identity.
 *
 * @public
 */
export const parkedDelivery = z
  .strictObject({
    subscriber: z.string(),
    /** What changed, without the values: those are in the activity. */
    change: z.strictObject({
      id: uuid,
      workspace_id: uuid,
      actor: z.string(),
      /** The actor's name at the time. */
      actor_name: z.string(),
      action: z.string(),
      entity_type: z.string(),
      entity_id: z.string(),
      entity_label: z.string().nullable(),
      created_at: instant,
    }),
    /** How often it was tried. */
    attempts: z.int().min(0),
    parked_at: instant,
    /** What the subscriber threw last, at most 2000 characters. */
    last_error: z.string(),
  })
  .meta({ id: 'ParkedDelivery' });

/** @public */
export type ParkedDelivery = z.output<typeof parkedDelivery>;

/** How many deliveries will be tried again. @public */
export const deliveriesRetried = z
  .strictObject({ retried: z.int().min(0) })
  .meta({ id: 'DeliveriesRetried' });

/** @public */
export type DeliveriesRetried = z.output<typeof deliveriesRetried>;

const tag = 'System';
const access = { kind: 'superAdmin' } as const;

/** @public */
export const deliveryEndpoints = {
  listParkedDeliveries: defineEndpoint({
    method: 'GET',
    path: '/admin/deliveries',
    tag,
    summary: 'List the changes that were set aside, the latest change first',
    access,
    query: z.strictObject({
      subscriber: subscriberName.optional(),
      ...pageParameters,
    }),
    response: pageOf(parkedDelivery),
  }),
  retryParkedDeliveries: defineEndpoint({
    method: 'POST',
    path: '/admin/deliveries/retry',
    tag,
    summary: 'Try all that was set aside again, or all of one subscriber',
    access,
    body: z.strictObject({ subscriber: subscriberName.optional() }).optional(),
    response: deliveriesRetried,
  }),
  retryParkedDelivery: defineEndpoint({
    method: 'POST',
    path: '/admin/deliveries/{change_id}/{subscriber}/retry',
    tag,
    summary:
      'Try one again, and before it what the subscriber has yet to get of the same thing',
    access,
    params: z.strictObject({ change_id: uuid, subscriber: subscriberName }),
    body: z.object({}).optional(),
    response: deliveriesRetried,
  }),
};
