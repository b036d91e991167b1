import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  createIntegerParameter,
  createPageSchema,
  pageParameters,
  uuid,
} from '../contract/primitives';
import {
  activitySeal,
  activityVerification,
  isInOrder,
  MAX_SEAL_NUMBER,
  sealHead,
  verificationJob,
  verificationRange,
  wrongOrder,
} from './schemas';

const tag = 'Integrity';
const access = { kind: 'superAdmin' } as const;
const job = z.strictObject({ id: uuid });

/** @public */
export const integrityEndpoints = {
  verifyActivity: defineEndpoint({
    method: 'GET',
    path: '/admin/activity/verify',
    tag,
    summary:
      'Verify the activity log against its seals; returns the first difference',
    access,
    query: z
      .strictObject({
        from: createIntegerParameter(1, MAX_SEAL_NUMBER).optional(),
        to: createIntegerParameter(1, MAX_SEAL_NUMBER).optional(),
        head: sealHead.optional(),
      })
      .refine(isInOrder, wrongOrder),
    isHeavy: true,
    response: activityVerification,
  }),
  listActivitySeals: defineEndpoint({
    method: 'GET',
    path: '/admin/activity/seals',
    tag,
    summary: 'List the seals of the activity log, newest first',
    access,
    query: z.strictObject(pageParameters),
    response: createPageSchema(activitySeal),
  }),
  startVerification: defineEndpoint({
    method: 'POST',
    path: '/admin/activity/verifications',
    tag,
    summary: 'Start a verification of the activity log in the background',
    access,
    body: z.strictObject(verificationRange).refine(isInOrder, wrongOrder),
    status: 201,
    response: verificationJob,
  }),
  listVerifications: defineEndpoint({
    method: 'GET',
    path: '/admin/activity/verifications',
    tag,
    summary: 'List the verifications of the activity log, newest first',
    access,
    query: z.strictObject(pageParameters),
    response: createPageSchema(verificationJob),
  }),
  getVerification: defineEndpoint({
    method: 'GET',
    path: '/admin/activity/verifications/{id}',
    tag,
    summary: 'Get a verification of the activity log with its progress',
    access,
    params: job,
    response: verificationJob,
  }),
  cancelVerification: defineEndpoint({
    method: 'POST',
    path: '/admin/activity/verifications/{id}/cancel',
    tag,
    summary:
      'Cancel a verification of the activity log; completed ones stay unchanged',
    access,
    params: job,
    body: z.strictObject({}).optional(),
    response: verificationJob,
  }),
};
