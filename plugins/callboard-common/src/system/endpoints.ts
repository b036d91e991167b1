import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { dispatchEndpoints } from './dispatches';
import { queueEndpoints } from './queues';
import { subscriberEndpoints } from './subscribers';

const tag = 'System';

/** How the backend is doing. @public */
export const health = z
  .strictObject({
    status: z.literal('ok'),
    relay: z.strictObject({
      /** Age of the oldest change not yet handed on, in milliseconds. */
      lag_ms: z.int().min(0),
      /**
       * The number of changes that wait to be handed on, counted up to 10,000.
       */
      pending: z.int().min(0),
      /** Changes a subscriber failed on until they were set aside. */
      dead_lettered: z.int().min(0),
      /** Subscribers that get nothing since what they lead to is away. */
      paused: z.int().min(0),
    }),
    jobs: z.strictObject({
      /** For how long the oldest job is due that has not begun, in milliseconds. */
      lag_ms: z.int().min(0),
      /** Jobs that failed until they were set aside, counted up to 10,000. */
      dead_lettered: z.int().min(0),
    }),
    seals: z.strictObject({
      /** For how long the oldest row of the activity log waits to be sealed, in milliseconds. */
      lag_ms: z.int().min(0),
    }),
  })
  .meta({ id: 'Health' });

/** @public */
export type Health = z.output<typeof health>;

/** @public */
export const systemEndpoints = {
  getHealth: defineEndpoint({
    method: 'GET',
    path: '/health',
    tag,
    summary: 'Whether the backend can serve; 503 when the database is away',
    access: { kind: 'public' },
    response: health,
  }),
  getOpenApi: defineEndpoint({
    method: 'GET',
    path: '/openapi.json',
    tag,
    summary: 'This API as an OpenAPI 3.1 document',
    access: { kind: 'public' },
    response: z.record(z.string(), z.unknown()),
  }),
  ...dispatchEndpoints,
  ...subscriberEndpoints,
  ...queueEndpoints,
};
