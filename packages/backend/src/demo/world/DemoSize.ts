import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * How much of a demo world there is. Events and work items grow with both: at
 * the usual size there are 3 000 items.
 */
export interface DemoSize {
  /** How many people work there, the four demo people included. */
  people: number;
  /** For how many days before today there is activity. */
  days: number;
}

export const DEFAULT_DEMO_SIZE: DemoSize = { people: 40, days: 365 };

const schema = z.strictObject({
  people: z.int().min(4).max(5_000).default(DEFAULT_DEMO_SIZE.people),
  days: z.int().min(1).max(1_830).default(DEFAULT_DEMO_SIZE.days),
});

/**
 * Reads a size from JSON; what it does not name has its default.
 *
 * @throws InputError naming every field that is wrong
 */
export function parseDemoSize(input: unknown): DemoSize {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        .map(issue => `${issue.path.join('.') || 'size'}: ${issue.message}`)
        .join('; '),
    );
  }
  return parsed.data;
}
