import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { createFormResolver } from '../../../data/createFormResolver';
import type { StaffFormValues } from './StaffFormValues';

/** Validates the form of a person. */
export function createStaffFormResolver<Body>(
  schema: z.ZodType<Body>,
): Resolver<StaffFormValues, unknown, Body> {
  return createFormResolver(schema, ['staff_id', 'first_name', 'email']);
}
