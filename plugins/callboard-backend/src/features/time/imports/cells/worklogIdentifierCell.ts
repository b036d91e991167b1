import { z } from 'zod';

/** A cell that holds only the identifier of a work item. */
export const worklogIdentifierCell = z
  .string()
  .transform(text => text.toUpperCase())
  .refine(
    text => /^[A-Z][A-Z0-9_]*-[1-9]\d*$/.test(text),
    'must be a work item such as PAY-42',
  );
