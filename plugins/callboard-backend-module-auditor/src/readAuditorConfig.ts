import { Config } from '@backstage/config';
import { z } from 'zod';

const KEY = 'callboard.activity.auditor';

/** From the lowest to the highest. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;

const plugin = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be the id of a plugin')
  .refine(
    id => id !== 'callboard',
    "must not be callboard: the log already contains Callboard's changes",
  );

const schema = z.strictObject({
  plugins: z
    .union([z.literal('all'), z.array(plugin).min(1)], {
      error: 'must be `all` or a list of plugin ids, such as [catalog]',
    })
    .default('all'),
  severity: z.enum(severities).default('medium'),
  status: z
    .array(z.enum(['initiated', 'succeeded', 'failed']))
    .min(1)
    .default(['succeeded', 'failed']),
});

/** Which audit events are added to the activity log. */
export type AuditorConfig = z.output<typeof schema>;

/**
 * Reads `callboard.activity.auditor`.
 *
 * @returns undefined if the key is missing; no events are added then
 * @throws Error listing every invalid key
 */
export function readAuditorConfig(root: Config): AuditorConfig | undefined {
  return root.has(KEY) ? parseConfig(schema, KEY, root.get(KEY)) : undefined;
}

/** @throws Error listing every invalid key below `key` */
export function parseConfig<Output>(
  valueSchema: z.ZodType<Output>,
  key: string,
  value: unknown,
): Output {
  const { data, error } = valueSchema.safeParse(value);
  if (error) {
    const problems = error.issues.map(
      ({ path, message }) => `${[key, ...path].join('.')}: ${message}`,
    );
    throw new Error(`Invalid configuration: ${problems.join('; ')}`);
  }
  return data;
}
