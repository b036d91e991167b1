import { zodResolver } from '@hookform/resolvers/zod';
import type { FieldValues, Resolver } from 'react-hook-form';
import { z } from 'zod';

/**
 * Validates a form against the contract, in which null stands for an empty field.
 *
 * @param required - fields that are invalid when empty, instead of null
 */
export function createFormResolver<Values extends FieldValues, Body>(
  schema: z.ZodType<Body>,
  required: readonly (keyof Values)[],
): Resolver<Values, unknown, Body> {
  const replaceEmptyWithNull = (values: unknown) =>
    Object.fromEntries(
      Object.entries(values as Values).map(([name, value]) => [
        name,
        value === '' && !required.includes(name) ? null : value,
      ]),
    );
  return zodResolver(
    z.preprocess(replaceEmptyWithNull, schema) as never,
  ) as unknown as Resolver<Values, unknown, Body>;
}
