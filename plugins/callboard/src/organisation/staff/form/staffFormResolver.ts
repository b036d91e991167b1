import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { formResolver } from '../../../data/formResolver';
import type { StaffFormValues } from './StaffFormValues';

/** Validates the form of a person. */
export function staffFormResolver<Body>(
  schema: z.ZodType<Body>,
): Resolver<StaffFormValues, unknown, Body> {
  return formResolver(schema, ['staff_id', 'first_name', 'email']);
}
