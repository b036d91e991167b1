import { z } from 'zod';
import { jsonValue } from '../contract/primitives';

/** How many rows of each table an answer shows; the file has all of them. @public */
export const MAX_SHOWN_ROWS = 100;

/** Up to how many rows of each table are counted. @public */
export const MAX_COUNTED_ROWS = 10_000;

/** What a table has about somebody. @public */
export const personalTable = z.strictObject({
  table: z.string(),
  /** The first of them, by the names of the columns. */
  rows: z.array(z.record(z.string(), jsonValue)),
  /** How many there are. */
  total: z.int().min(0),
  /** Whether there are more than are counted. */
  total_at_least: z.boolean(),
});

/** @public */
export type PersonalTable = z.output<typeof personalTable>;

/** All that is stored about the caller. @public */
export const myData = z
  .strictObject({
    user_ref: z.string(),
    domains: z.array(
      z.strictObject({
        domain: z.string(),
        tables: z.array(personalTable),
      }),
    ),
  })
  .meta({ id: 'MyData' });

/** @public */
export type MyData = z.output<typeof myData>;
