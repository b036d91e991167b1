import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { createFormResolver } from '../../../data/createFormResolver';
import type { DepartmentFormValues } from './DepartmentFormValues';

/** Validates the form of a department. */
export function createDepartmentFormResolver<Body>(
  schema: z.ZodType<Body>,
): Resolver<DepartmentFormValues, unknown, Body> {
  return createFormResolver(schema, ['name']);
}
