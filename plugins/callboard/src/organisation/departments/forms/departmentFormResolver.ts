import { zodResolver } from '@hookform/resolvers/zod';
import type { Resolver } from 'react-hook-form';
import { z } from 'zod';
import type { DepartmentFormValues } from './DepartmentFormValues';

/** The name left empty is wrong; anything else is then simply not there. */
function emptyIsNothing(values: unknown): unknown {
  return Object.fromEntries(
    Object.entries(values as DepartmentFormValues).map(([field, value]) => [
      field,
      value === '' && field !== 'name' ? null : value,
    ]),
  );
}

/** Checks the form by the contract, which takes null for an empty field. */
export function departmentFormResolver<Body>(
  schema: z.ZodType<Body>,
): Resolver<DepartmentFormValues, unknown, Body> {
  return zodResolver(
    z.preprocess(emptyIsNothing, schema) as never,
  ) as unknown as Resolver<DepartmentFormValues, unknown, Body>;
}
