import { zodResolver } from '@hookform/resolvers/zod';
import type { Resolver } from 'react-hook-form';
import { z } from 'zod';
import type { StaffFormValues } from './StaffFormValues';

/** These must be given: left empty they are wrong, not absent. */
const required = ['staff_id', 'first_name', 'last_name', 'email'];

function emptyIsNothing(values: unknown): unknown {
  return Object.fromEntries(
    Object.entries(values as StaffFormValues).map(([name, value]) => [
      name,
      value === '' && !required.includes(name) ? null : value,
    ]),
  );
}

/** Checks a form by the contract, which takes null for an empty field. */
export function staffFormResolver<Body>(
  schema: z.ZodType<Body>,
): Resolver<StaffFormValues, unknown, Body> {
  return zodResolver(
    z.preprocess(emptyIsNothing, schema) as never,
  ) as unknown as Resolver<StaffFormValues, unknown, Body>;
}
