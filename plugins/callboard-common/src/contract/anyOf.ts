import { z } from 'zod';

/** The maximum number of values in one filter. @public */
export const MAX_FILTER_VALUES = 100;

/** A query parameter with several values, separated by commas. */
export function anyOf<Value extends z.ZodType<string, string>>(
  value: Value,
  most = MAX_FILTER_VALUES,
) {
  return z
    .string()
    .transform(text => text.split(','))
    .pipe(
      z.array(value).max(most, `must have at most ${most} values`),
    ) as unknown as z.ZodType<Array<z.output<Value>>, string>;
}
