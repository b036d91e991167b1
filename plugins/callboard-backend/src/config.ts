import { Config } from '@backstage/config';
import { role, timeZone } from '@callboard/plugin-callboard-common';
import { z } from 'zod';

const refs = z
  .array(
    z
      .string()
      .regex(
        /^(user|group):[^:/\s]+\/[^:/\s]+$/i,
        'must be a reference such as user:default/jane or group:default/admins',
      )
      .transform(ref => ref.toLowerCase()),
  )
  .default([]);

const schema = z.object({
  superAdmins: refs,
  activity: z
    .object({
      readers: refs,
      eventsPerMinute: z.int().min(1).max(1_000_000).default(1_000),
      captureIp: z.boolean().default(false),
    })
    .prefault({}),
  workspaces: z
    .object({
      default: z
        .object({
          name: z.string().min(1).max(255).default('Default'),
          timezone: timeZone.default('UTC'),
          autoJoin: z
            .union([role.exclude(['admin']), z.literal('none')])
            .default('member'),
        })
        .prefault({}),
    })
    .prefault({}),
});

/** The `callboard` section of app-config, with every default filled in. */
export type CallboardConfig = z.output<typeof schema>;

/**
 * Reads Callboard's configuration.
 *
 * @throws Error naming every key with a wrong value
 */
export function readCallboardConfig(config: Config): CallboardConfig {
  const result = schema.safeParse(config.getOptional('callboard') ?? {});
  if (!result.success) {
    const problems = result.error.issues.map(
      issue => `callboard.${issue.path.join('.')}: ${issue.message}`,
    );
    throw new Error(`Invalid configuration: ${problems.join('; ')}`);
  }
  return result.data;
}
