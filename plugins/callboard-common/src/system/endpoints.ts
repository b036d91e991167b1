import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { dispatchEndpoints } from './dispatches';
import { queueEndpoints } from './queues';
import { subscriberEndpoints } from './subscribers';

const tag = 'System';

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
      /** The age of the oldest activity row without an integrity checkpoint, in milliseconds. */
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
    summary:
      'Get the health of the backend; 503 while the database is unreachable',
    access: { kind: 'public' },
    response: health,
  }),
  getOpenApi: defineEndpoint({
    method: 'GET',
    path: '/openapi.json',
    tag,
    summary: 'Get this API as an OpenAPI 3.1 document',
    access: { kind: 'public' },
    response: z.record(z.string(), z.unknown()),
  }),
  ...dispatchEndpoints,
  ...subscriberEndpoints,
  ...queueEndpoints,
};
