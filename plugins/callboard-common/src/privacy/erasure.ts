import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  createPageSchema,
  pageParameters,
  uuid,
  instant,
  userRef,
} from '../contract/primitives';
import { createRequiredTextSchema } from '../contract/text';
import { permissions } from '../permissions';

/** The namespace of erased users. @public */
export const ERASED_NAMESPACE = 'erased';

/** The display name of an erased user. @public */
export const ERASED_NAME = 'Erased person';

/** The maximum length of the reason for an erasure, in characters. @public */
export const MAX_ERASURE_REASON = 500;

/** The user to erase, and the reason. @public */
export const erasureRequest = z
  .strictObject({
    user_ref: userRef.refine(
      ref => !ref.startsWith(`user:${ERASED_NAMESPACE}/`),
      'is already erased',
    ),
    /** Callboard stores the reason, and replaces the parts that identify the person. */
    reason: createRequiredTextSchema(MAX_ERASURE_REASON),
    /** If true, only counts the affected rows. */
    dry_run: z.boolean().nullish(),
  })
  .meta({ id: 'ErasureRequest' });

/** A table, and the number of its rows that an erasure changes or deletes. @public */
export const erasedTable = z.strictObject({
  table: z.string(),
  rows: z.int().min(0),
});

/** @public */
export type ErasedTable = z.output<typeof erasedTable>;

/** The effects that an erasure would have. @public */
export const erasurePreview = z
  .strictObject({
    dry_run: z.literal(true),
    /** The tables with data about the person, sorted by name. */
    tables: z.array(erasedTable),
    /**
     * Whether the numbers are exact. They are lower bounds if counting would take too long, and
     * rounded up if the caller sees pseudonyms. The person's own activity is always counted.
     */
    is_exact: z.boolean(),
  })
  .meta({ id: 'ErasurePreview' });

/** @public */
export type ErasurePreview = z.output<typeof erasurePreview>;

/** An erasure, without the identity of the person. @public */
export const erasure = z
  .strictObject({
    dry_run: z.literal(false),
    id: uuid,
    /** The new reference of the person; it cannot be resolved. */
    pseudonym: z.string(),
    reason: z.string(),
    status: z.enum(['running', 'done', 'failed']),
    requested_by: z.string(),
    started_at: instant,
    finished_at: instant.nullable(),
    /** Progress in percent. */
    progress: z.int().min(0).max(100),
    /** The number of rows changed or deleted so far, by table. */
    tables: z.array(erasedTable),
  })
  .meta({ id: 'Erasure' });

/** @public */
export type Erasure = z.output<typeof erasure>;

const { get, post } = createEndpointDefiners('Privacy');
const access = { kind: 'superAdmin' } as const;

/** @public */
export const erasureEndpoints = {
  erase: post('/admin/erasures', {
    summary:
      'Erase a person in the background, or preview the number of affected rows',
    access,
    permission: permissions.erasure.create,
    canConflict: true,
    body: erasureRequest,
    status: 201,
    statusOfDryRun: 200,
    isHeavy: true,
    response: z.union([erasure, erasurePreview]),
  }),
  listErasures: get('/admin/erasures', {
    summary: 'List the erasures, newest first',
    access,
    permission: permissions.erasure.read,
    query: z.strictObject(pageParameters),
    response: createPageSchema(erasure),
  }),
  getErasure: get('/admin/erasures/{id}', {
    summary: 'Get an erasure with its progress',
    access,
    permission: permissions.erasure.read,
    response: erasure,
  }),
};
