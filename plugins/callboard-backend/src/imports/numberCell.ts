import { z } from 'zod';

/** A cell that holds a number, with a point where it has decimals. */
export function numberCell(min: number, max: number) {
  return z
    .string()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, 'must be a number')
    .transform(Number)
    .pipe(z.number().min(min).max(max));
}
