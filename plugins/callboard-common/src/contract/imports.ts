import { z } from 'zod';
import { booleanParameter } from './primitives';

/** A boolean form field. */
const flag = booleanParameter.default(false);

/** The order of day and month in dates such as `01/02/2026`. @public */
export const dateOrder = z.enum(['day_first', 'month_first']);

/** @public */
export type DateOrder = z.output<typeof dateOrder>;

/** The options of an import; fields of the upload form. @public */
export const importOptions = z
  .object({
    /** Skips existing rows. */
    skip_existing: flag,
    /** Updates existing rows; blank cells leave fields unchanged. */
    update_existing: flag,
    /** Validates the file and changes nothing. */
    dry_run: flag,
    /** Also returns the outcome of each row. */
    preview: flag,
  })
  .refine(
    options => !(options.skip_existing && options.update_existing),
    'skip_existing and update_existing cannot be combined',
  )
  .meta({ id: 'ImportOptions' });

/** @public */
export type ImportOptions = z.output<typeof importOptions>;

/** The actual or expected outcome of a row. @public */
export const rowOutcome = z.enum(['created', 'updated', 'skipped', 'failed']);

/** @public */
export type RowOutcome = z.output<typeof rowOutcome>;

/** The reason why a row is invalid. `row` is the row number in the spreadsheet. @public */
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
          /** The cells of the row, by column. */
          values: z.record(z.string(), z.string()),
          /** The fields that change, if the row is an update. */
          changed: z.array(z.string()),
          /** The current values of these fields, formatted as in the file. */
          before: z.record(z.string(), z.string()).optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'ImportResult' });

/** @public */
export type ImportResult = z.output<typeof importResult>;
