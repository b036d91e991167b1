import { z } from 'zod';

const yes = ['true', 'yes', '1'];
const no = ['false', 'no', '0'];

/** A boolean cell. */
export const flagCell = z
  .string()
  .transform(text => text.toLowerCase())
  .refine(text => [...yes, ...no].includes(text), 'must be true or false')
  .transform(text => yes.includes(text));
