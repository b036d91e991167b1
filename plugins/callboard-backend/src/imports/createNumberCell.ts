import { z } from 'zod';

/** A number cell, with a decimal point. */
export function createNumberCell(min: number, max: number) {
  return z
    .string()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, 'must be a number')
    .transform(Number)
    .pipe(z.number().min(min).max(max));
}
