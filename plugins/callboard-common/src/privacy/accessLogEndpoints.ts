import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { createPageSchema, pageParameters } from '../contract/primitives';
import { accessLogEntry } from './accessLogSchemas';

/** @public */
export const accessLogEndpoints = {
  listMyAccessLog: defineEndpoint({
    method: 'GET',
    path: '/me/access-log',
    tag: 'Privacy',
    summary: "List who accessed the caller's data, newest first",
    access: { kind: 'user' },
    query: z.strictObject(pageParameters),
    response: createPageSchema(accessLogEntry),
  }),
};
