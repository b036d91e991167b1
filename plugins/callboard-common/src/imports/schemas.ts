import { z } from 'zod';
import { booleanParameter } from '../contract/primitives';

/** `true` or `false` in a form. */
const flag = booleanParameter.default(false);

/** How to treat the rows of a file; fields of the upload's form. @public */
export const importOptions = z
  .object({
    /** Rows that exist already are passed over. */
    skip_existing: flag,
    /** Rows that exist already are changed; blank cells leave their value. */
    update_existing: flag,
    /** Answers as if, and changes nothing. */
    dry_run: flag,
    /** Answers what becomes of each row, too. */
    preview: flag,
  })
  .refine(
    options => !(options.skip_existing && options.update_existing),
    'skip_existing and update_existing exclude each other',
  )
  .meta({ id: 'ImportOptions' });

/** @public */
export type ImportOptions = z.output<typeof importOptions>;

/** What an import has done with a row, or would do. @public */
export const rowOutcome = z.enum(['created', 'updated', 'skipped', 'failed']);

/** @public */
export type RowOutcome = z.output<typeof rowOutcome>;

/** Why a row cannot be taken. `row` counts as a spreadsheet does. @public */
export const rowError = z
  .strictObject({
    row: z.int(),
    field: z.string().nullable(),
    reason: z.string(),
  })
  .meta({ id: 'RowError' });

/** @public */
export type RowError = z.output<typeof rowError>;

/**
 * The result of an import. `created + updated + skipped + failed = rows`. Rows
 * that change nothing count as skipped.
 *
 * @public
 */
export const importResult = z
  .strictObject({
    rows: z.int().min(0),
    created: z.int().min(0),
    updated: z.int().min(0),
    skipped: z.int().min(0),
    failed: z.int().min(0),
    errors: z.array(rowError),
    ignored_columns: z.array(z.string()),
    preview: z
      .array(
        z.strictObject({
          row: z.int(),
          outcome: rowOutcome,
          /** The cells as they were read, by column. */
          values: z.record(z.string(), z.string()),
          /** The fields that change, where the row is an update. */
          changed: z.array(z.string()),
          /** What these fields hold now, as the file would have it. */
          before: z.record(z.string(), z.string()).optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'ImportResult' });

/** @public */
export type ImportResult = z.output<typeof importResult>;
