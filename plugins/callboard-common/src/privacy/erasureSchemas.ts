import { z } from 'zod';
import { instant, userRef, uuid } from '../contract/primitives';
import { requiredText } from '../contract/text';

/** The namespace of those who were erased. @public */
export const ERASED_NAMESPACE = 'erased';

/** What somebody who was erased is called. @public */
export const ERASED_NAME = 'Erased person';

/** The most characters of the reason for an erasure. @public */
export const MAX_ERASURE_REASON = 500;

/** Whom to erase, and why. @public */
export const erasureRequest = z
  .strictObject({
    user_ref: userRef.refine(
      ref => !ref.startsWith(`user:${ERASED_NAMESPACE}/`),
      'is somebody who was erased already',
    ),
    /** Kept; what would name the person in it is replaced. */
    reason: requiredText(MAX_ERASURE_REASON),
    /** Only counts, and changes nothing. */
    dry_run: z.boolean().nullish(),
  })
  .meta({ id: 'ErasureRequest' });

/** How many rows of a table change, or go. @public */
export const erasedTable = z.strictObject({
  table: z.string(),
  rows: z.int().min(0),
});

/** @public */
export type ErasedTable = z.output<typeof erasedTable>;

/** What an erasure would do. @public */
export const erasurePreview = z
  .strictObject({
    dry_run: z.literal(true),
    /** The tables with something about the person, by name. */
    tables: z.array(erasedTable),
    /**
     * False for a lower bound, where counting would take too long, and for counts that are rounded up
     * because the caller sees pseudonyms. Everything the person did is counted in any case.
     */
    is_exact: z.boolean(),
  })
  .meta({ id: 'ErasurePreview' });

/** @public */
export type ErasurePreview = z.output<typeof erasurePreview>;

/** An erasure, which does not say of whom. @public */
export const erasure = z
  .strictObject({
    dry_run: z.literal(false),
    id: uuid,
    /** What the person is called by from now on; nothing leads back from it. */
    pseudonym: z.string(),
    reason: z.string(),
    status: z.enum(['running', 'done', 'failed']),
    requested_by: z.string(),
    started_at: instant,
    finished_at: instant.nullable(),
    /** How much is done, in percent. */
    progress: z.int().min(0).max(100),
    /** How many rows changed or went so far, by table. */
    tables: z.array(erasedTable),
  })
  .meta({ id: 'Erasure' });

/** @public */
export type Erasure = z.output<typeof erasure>;
