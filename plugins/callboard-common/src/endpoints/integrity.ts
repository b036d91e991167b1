import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  createIntegerParameter,
  createPageSchema,
  omitNulls,
  pageParameters,
  uuid,
  instant,
  whenValid,
  jsonValue,
} from '../contract/primitives';
import { permissions } from '../permissions';

/** SHA-256 in hexadecimal digits. @public */
export const sealHead = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits in lower case');

/** The highest seal number that requests may contain; no chain gets that long. @public */
export const MAX_SEAL_NUMBER = 1_000_000_000;

/** The number of a seal, from 1. @public */
export const sealNumber = z.int().min(1).max(MAX_SEAL_NUMBER);

/**
 * The subject of a seal. `rows`: new rows of the log. `retention`: the deletion of sealed rows by a
 * retention rule. `erasure`: the change of sealed rows by an erasure.
 *
 * @public
 */
export const sealKind = z.enum(['rows', 'retention', 'erasure']);

/** @public */
export type SealKind = z.output<typeof sealKind>;

/** One seal in the hash chain of the activity log. @public */
export const activitySeal = z
  .strictObject({
    version: z.literal(1),
    number: sealNumber,
    kind: sealKind,
    sealed_at: instant,
    /** The number of rows that the seal covers. */
    rows: z.int().min(0),
    /** The lowest and the highest id of these rows; null for retention and erasure. */
    first_id: uuid.nullable(),
    last_id: uuid.nullable(),
    /** The hash of the covered rows. */
    root: sealHead,
    /** The retention rule that deleted rows; null for other kinds. */
    rule: z.record(z.string(), jsonValue).nullable(),
    /** The head of the preceding seal; 64 zeros for the first. */
    previous: sealHead,
    /** The hash of all fields above. */
    head: sealHead,
  })
  .meta({ id: 'ActivitySeal' });

/** @public */
export type ActivitySeal = z.output<typeof activitySeal>;

/** The first difference between the log and its seals. @public */
export const firstBad = z.strictObject({
  /** The row; null if a seal differs rather than a single row. */
  id: uuid.nullable(),
  kind: z.enum(['changed', 'missing', 'added']),
  /** The number of the seal; null if no seal has the requested head. */
  segment: sealNumber.nullable(),
});

/** @public */
export type FirstBad = z.output<typeof firstBad>;

/** The result of verifying the log against its seals. @public */
export const activityVerification = z
  .strictObject({
    ok: z.boolean(),
    rows_checked: z.int().min(0),
    segments_checked: z.int().min(0),
    /** The creation time of the last verified seal; null if no seal has been verified. */
    sealed_until: instant.nullable(),
    first_bad: firstBad.nullable(),
  })
  .meta({ id: 'ActivityVerification' });

/** @public */
export type ActivityVerification = z.output<typeof activityVerification>;

/** The range of seals to verify. @public */
export const verificationRange = {
  /** The first seal; by default the first of the chain. */
  from: sealNumber.optional(),
  /** The last seal; by default the last of the chain. */
  to: sealNumber.optional(),
  /** A head stored by an auditor, which the chain must contain. */
  head: sealHead.optional(),
};

/** Whether a range of seals is in ascending order. @public */
export function isInOrder({ from, to }: { from?: number; to?: number }) {
  return from === undefined || to === undefined || from <= to;
}

/** The validation problem of a descending range. @public */
export const wrongOrder = {
  path: ['to'],
  message: 'must not be less than `from`',
  when: whenValid('from', 'to'),
};

/** A verification that runs in the background. @public */
export const verificationJob = z
  .strictObject({
    id: uuid,
    status: z.enum(['running', 'done', 'cancelled', 'failed']),
    started_by: z.string(),
    started_at: instant,
    finished_at: instant.nullable(),
    from: sealNumber.nullable(),
    to: sealNumber.nullable(),
    /** The approximate number of rows to verify. */
    rows_total: z.int().min(0),
    result: activityVerification,
  })
  .meta({ id: 'VerificationJob' });

/** @public */
export type VerificationJob = z.output<typeof verificationJob>;

const { get, post } = createEndpointDefiners('Integrity');
const access = { kind: 'superAdmin' } as const;

/** @public */
export const integrityEndpoints = {
  verifyActivity: get('/admin/activity/verify', {
    summary:
      'Verify the activity log against its seals; returns the first difference',
    access,
    permission: permissions.seal.read,
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
  listActivitySeals: get('/admin/activity/seals', {
    summary: 'List the seals of the activity log, newest first',
    access,
    permission: permissions.seal.read,
    query: z.strictObject(pageParameters),
    response: createPageSchema(activitySeal),
  }),
  startVerification: post('/admin/activity/verifications', {
    summary: 'Start a verification of the activity log in the background',
    access,
    permission: permissions.verification.create,
    body: omitNulls(z.strictObject(verificationRange))
      .refine(isInOrder, wrongOrder)
      .prefault({}),
    status: 201,
    response: verificationJob,
  }),
  listVerifications: get('/admin/activity/verifications', {
    summary: 'List the verifications of the activity log, newest first',
    access,
    permission: permissions.verification.read,
    query: z.strictObject(pageParameters),
    response: createPageSchema(verificationJob),
  }),
  getVerification: get('/admin/activity/verifications/{id}', {
    summary: 'Get a verification of the activity log with its progress',
    access,
    permission: permissions.verification.read,
    response: verificationJob,
  }),
  cancelVerification: post('/admin/activity/verifications/{id}/cancel', {
    summary:
      'Cancel a verification of the activity log; a completed verification stays unchanged',
    access,
    permission: permissions.verification.cancel,
    body: z.strictObject({}).optional(),
    response: verificationJob,
  }),
};
