import { Config } from '@backstage/config';
import {
  DEFAULT_WORKSPACE,
  describeIssue,
  FeatureName,
  featureNames,
  Features,
  MAX_STAFF_ID_LENGTH,
  neededFeatures,
  resolveFeature,
  role,
  slug,
  timeZone,
} from '@callboard/plugin-callboard-common';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';
import { mailConfig } from './mailConfig';

const userOrGroupRefs = z
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

const positiveNumber = z.number().positive().optional();

/** A HumanDuration of the platform. */
const duration = z
  .strictObject({
    years: positiveNumber,
    months: positiveNumber,
    weeks: positiveNumber,
    days: positiveNumber,
    hours: positiveNumber,
    minutes: positiveNumber,
    seconds: positiveNumber,
    milliseconds: positiveNumber,
  })
  .refine(
    value => Object.keys(value).length > 0,
    'must be a duration such as { hours: 1 }',
  );

const MAX_TIMEOUT_DAYS = 7;

/**
 * Limited, because Callboard waits for up to three timeouts, and Node's timers fire at once for
 * delays of more than 24 days.
 */
const timeout = duration.refine(
  value =>
    durationToMilliseconds(value) <=
    durationToMilliseconds({ days: MAX_TIMEOUT_DAYS }),
  `must be at most ${MAX_TIMEOUT_DAYS} days`,
);

/** A receiver of webhooks in the internal network: a host, or a host and a port. */
const receiver = z
  .string()
  .max(300)
  .refine(
    text => URL.canParse(`http://${text}`) && /^[^/?#@\\\s]+$/.test(text),
    'must be a host, or a host and a port such as ci.example.com:8080',
  );

/** Features are on by default, except those that need a feature that is off. */
const features = z
  .partialRecord(z.enum(featureNames), z.boolean())
  .transform((configured, context): Features => {
    const isOn = (name: FeatureName) =>
      resolveFeature(each => configured[each], name);
    const entries = featureNames.map(name => {
      const needed = neededFeatures[name];
      if (configured[name] && needed && !isOn(needed)) {
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `needs callboard.features.${needed}`,
        });
      }
      return [name, isOn(name)] as const;
    });
    return Object.fromEntries(entries) as Features;
  });

const schema = z.object({
  features: features.prefault({}),
  superAdmins: userOrGroupRefs,
  activity: z
    .object({
      readers: userOrGroupRefs,
      eventsPerMinute: z.int().min(1).max(1_000_000).default(1_000),
      captureIp: z.boolean().default(false),
      privacy: z.enum(['named', 'pseudonymous', 'off']).default('named'),
      pseudonymKey: z.string().min(16).optional(),
    })
    .prefault({}),
  assistants: z.object({ actions: z.boolean().default(true) }).prefault({}),
  exports: z
    .object({
      maxConcurrent: z.int().min(1).max(1_000).default(8),
      maxConcurrentPerPerson: z.int().min(1).max(1_000).default(2),
    })
    .prefault({}),
  reads: z.object({ timeout: timeout.default({ seconds: 15 }) }).prefault({}),
  notifications: z
    .object({
      retentionDays: z.int().min(1).max(36_500).default(90),
      bridge: z.object({ enabled: z.boolean().default(false) }).prefault({}),
    })
    .prefault({}),
  mail: mailConfig.optional(),
  projects: z
    .object({
      kinds: z
        .array(
          z
            .string()
            .regex(
              /^[A-Za-z][A-Za-z0-9]*$/,
              'must be an entity kind, such as Component',
            )
            .transform(kind => kind.toLowerCase()),
        )
        .default(['system', 'component']),
    })
    .prefault({}),
  organisation: z
    .object({
      staffIdLength: z.int().min(1).max(MAX_STAFF_ID_LENGTH).default(8),
      departmentTypes: z.array(z.string().min(1).max(64)).default([]),
      catalogSeed: z
        .object({
          enabled: z.boolean().default(false),
          workspace: slug.default(DEFAULT_WORKSPACE),
          schedule: duration.default({ hours: 1 }),
          dryRun: z.boolean().default(true),
          groupTypes: z.array(z.string().min(1)).optional(),
        })
        .prefault({}),
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
  webhooks: z
    .object({
      allow: z.array(receiver).default([]),
      retrySeconds: z
        .array(
          z
            .number()
            .min(0)
            .max(7 * 24 * 60 * 60),
        )
        .max(20)
        .default([5, 30, 300, 1_800, 7_200, 21_600, 43_200, 86_400]),
      encryptionKeys: z
        .array(z.string().min(16, 'must have at least 16 characters'))
        .default([]),
    })
    .prefault({}),
});

/** The `callboard` section of app-config, with all defaults. */
export type CallboardConfig = z.output<typeof schema>;

/** @throws Error listing every invalid key */
export function readCallboardConfig(config: Config): CallboardConfig {
  const result = schema.safeParse(config.getOptional('callboard') ?? {}, {
    error: describeIssue,
  });
  if (!result.success) {
    const problems = result.error.issues.map(
      issue => `callboard.${issue.path.join('.')}: ${issue.message}`,
    );
    throw new Error(`Invalid configuration: ${problems.join('; ')}`);
  }
  return result.data;
}
