import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { createPageSchema, pageParameters, uuid } from '../contract/primitives';
import { erasure, erasurePreview, erasureRequest } from './erasureSchemas';

const tag = 'Privacy';
const access = { kind: 'superAdmin' } as const;

/** @public */
export const erasureEndpoints = {
  erase: defineEndpoint({
    method: 'POST',
    path: '/admin/erasures',
    tag,
    summary:
      'Erase a person in the background, or preview the number of affected rows',
    access,
    body: erasureRequest,
    status: 202,
    statusOfDryRun: 200,
    isHeavy: true,
    response: z.union([erasure, erasurePreview]),
  }),
  listErasures: defineEndpoint({
    method: 'GET',
    path: '/admin/erasures',
    tag,
    summary: 'List the erasures, newest first',
    access,
    query: z.strictObject(pageParameters),
    response: createPageSchema(erasure),
  }),
  getErasure: defineEndpoint({
    method: 'GET',
    path: '/admin/erasures/{id}',
    tag,
    summary: 'Get an erasure with its progress',
    access,
    params: z.strictObject({ id: uuid }),
    response: erasure,
  }),
};
