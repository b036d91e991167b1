import { z } from 'zod';

/** A cell that holds how much there is of something; read as whether there is any. */
export const amountCell = z
  .string()
  .transform(text => Number(text.replace(',', '.')))
  .pipe(z.number('must be a number').min(0, 'must not be negative'))
  .transform(amount => amount > 0);
