import { z } from 'zod';
import { instant, jsonValue, uuid } from '../contract/primitives';

/** SHA-256 in hexadecimal digits. @public */
export const sealHead = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits in lower case');

/** No chain gets so long. @public */
export const MAX_SEAL_NUMBER = 1_000_000_000;

/** The number of a seal, from 1. @public */
export const sealNumber = z.int().min(1).max(MAX_SEAL_NUMBER);

/**
 * What a seal is over: rows of the log; or what became of sealed rows by a rule of
 * retention, or by an erasure.
 *
 * @public
 */
export const sealKind = z.enum(['rows', 'retention', 'erasure']);

/** @public */
export type SealKind = z.output<typeof sealKind>;

/** One seal of the chain over the activity log. @public */
export const activitySeal = z
  .strictObject({
    version: z.literal(1),
    number: sealNumber,
    kind: sealKind,
    sealed_at: instant,
    /** How many rows it is about. */
    rows: z.int().min(0),
    /** The lowest id of these rows and the highest; null for a mark. */
    first_id: uuid.nullable(),
    last_id: uuid.nullable(),
    /** The hash of what it is about. */
    root: sealHead,
    /** By which rule rows went; null where none did. */
    rule: z.record(z.string(), jsonValue).nullable(),
    /** The head of the seal before; 64 zeros for the first. */
    previous: sealHead,
    /** The hash of all of the above. */
    head: sealHead,
  })
  .meta({ id: 'ActivitySeal' });

/** @public */
export type ActivitySeal = z.output<typeof activitySeal>;

/** The first difference between the log and its seals. @public */
export const firstBad = z.strictObject({
  /** The row; null where a seal is concerned and no single row. */
  id: uuid.nullable(),
  kind: z.enum(['changed', 'missing', 'added']),
  /** The number of the seal; null when no seal has the head that was asked for. */
  segment: sealNumber.nullable(),
});

/** @public */
export type FirstBad = z.output<typeof firstBad>;

/** What a check of the log against its seals has found. @public */
export const activityVerification = z
  .strictObject({
    ok: z.boolean(),
    rows_checked: z.int().min(0),
    segments_checked: z.int().min(0),
    /** When the last of the checked seals was made; null before the first. */
    sealed_until: instant.nullable(),
    first_bad: firstBad.nullable(),
  })
  .meta({ id: 'ActivityVerification' });

/** @public */
export type ActivityVerification = z.output<typeof activityVerification>;

/** Which seals to check. @public */
export const verificationRange = {
  /** The first seal; by default the first of all. */
  from: sealNumber.optional(),
  /** The last; by default the last of all. */
  to: sealNumber.optional(),
  /** A head somebody holds, which has to be in the chain. */
  head: sealHead.optional(),
};

/** Whether a range of seals is not the wrong way round. @public */
export function isInOrder({ from, to }: { from?: number; to?: number }) {
  return from === undefined || to === undefined || from <= to;
}

/** What is said of one that is. @public */
export const wrongOrder = {
  path: ['to'],
  message: 'must not be less than `from`',
};

/** A check that runs in the background. @public */
export const verificationJob = z
  .strictObject({
    id: uuid,
    status: z.enum(['running', 'done', 'cancelled', 'failed']),
    started_by: z.string(),
    started_at: instant,
    finished_at: instant.nullable(),
    from: sealNumber.nullable(),
    to: sealNumber.nullable(),
    /** How many rows it has to check, about. */
    rows_total: z.int().min(0),
    result: activityVerification,
  })
  .meta({ id: 'VerificationJob' });

/** @public */
export type VerificationJob = z.output<typeof verificationJob>;
