import { z } from 'zod';

/** A long number as a spreadsheet shows and exports it, with digits lost. */
const scientific = /^[+-]?\d+(?:[.,]\d+)?E[+-]\d+$/i;

/** A cell whose exact digits matter, such as an id or a phone number. */
export function createIdentifierCell<Schema extends z.ZodType<unknown, string>>(
  schema: Schema,
) {
  return z
    .string()
    .refine(text => !scientific.test(text), {
      error:
        'was shortened by a spreadsheet, such as 1.2E+07: format the column as text, and enter it again',
      abort: true,
    })
    .pipe(schema);
}
