import { z } from 'zod';

/** The maximum number of values in one filter. @public */
export const MAX_FILTER_VALUES = 100;

/** A query parameter with several values, separated by commas. */
export function createListParameter<Value extends z.ZodType<string, string>>(
  value: Value,
  maxValues = MAX_FILTER_VALUES,
) {
  return z
    .string()
    .transform(text => text.split(','))
    .pipe(
      z.array(value).max(maxValues, `must have at most ${maxValues} values`),
    ) as unknown as z.ZodType<Array<z.output<Value>>, string>;
}
