import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { formResolver } from '../../../data/formResolver';
import type { DepartmentFormValues } from './DepartmentFormValues';

/** Validates the form of a department. */
export function departmentFormResolver<Body>(
  schema: z.ZodType<Body>,
): Resolver<DepartmentFormValues, unknown, Body> {
  return formResolver(schema, ['name']);
}
