import { z } from 'zod';

/** A cell with an amount, parsed as whether it is above zero. */
export const amountCell = z
  .string()
  .transform(text => Number(text.replace(',', '.')))
  .pipe(z.number('must be a number').min(0, 'must not be negative'))
  .transform(amount => amount > 0);
