import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { omitNulls, uuid } from '../contract/primitives';
import { permissions } from '../permissions';

/**
 * The retention classes of the activity log: views (including searches), changes, and audit events
 * of other plugins.
 *
 * @public
 */
export const retentionClass = z.enum(['views', 'changes', 'audit']);

/** @public */
export type RetentionClass = z.output<typeof retentionClass>;

/** The maximum retention of a rule, in days: a hundred years. @public */
export const MAX_RETENTION_DAYS = 36_500;

/** The retention of the rows of a class. @public */
export const retentionRule = z
  .strictObject({
    /** Null if the rule applies to all workspaces that have no rule of their own for the class. */
    workspace_id: uuid.nullable(),
    class: retentionClass,
    /** The retention in days; null for unlimited. */
    keep_days: z.int().min(1).max(MAX_RETENTION_DAYS).nullable(),
  })
  .meta({ id: 'RetentionRule' });

/** @public */
export type RetentionRule = z.output<typeof retentionRule>;

/** The maximum number of rules. @public */
export const MAX_RETENTION_RULES = 1_000;

/**
 * All rules. A workspace's own rule takes precedence over the rule for all workspaces. Callboard
 * retains rows without a rule.
 *
 * @public
 */
export const retentionRules = z
  .strictObject({
    rules: z
      .array(retentionRule)
      .max(
        MAX_RETENTION_RULES,
        `must contain at most ${MAX_RETENTION_RULES} rules`,
      )
      .superRefine((rules, context) => {
        const scopes = new Set<string>();
        rules.forEach((rule, index) => {
          const key = `${rule.workspace_id} ${rule.class}`;
          if (scopes.has(key)) {
            context.addIssue({
              code: 'custom',
              path: [index],
              message: 'a rule for this workspace and class already exists',
            });
          }
          scopes.add(key);
        });
      }),
  })
  .meta({ id: 'RetentionRules' });

/** @public */
export type RetentionRules = z.output<typeof retentionRules>;

/** The number of rows that the rules would delete now. @public */
export const retentionPreview = z
  .strictObject({
    rows: z.int().min(0),
    by_rule: z.array(
      z.strictObject({
        ...retentionRule.shape,
        rows: z.int().min(0),
      }),
    ),
  })
  .meta({ id: 'RetentionPreview' });

/** @public */
export type RetentionPreview = z.output<typeof retentionPreview>;

const { get, post, put } = createEndpointDefiners('Retention');
const access = { kind: 'superAdmin' } as const;

/** @public */
export const retentionEndpoints = {
  getRetention: get('/admin/retention', {
    summary: 'Get the retention rules of the activity log',
    access,
    permission: permissions.retention.read,
    response: retentionRules,
  }),
  setRetention: put('/admin/retention', {
    summary: 'Replace all retention rules of the activity log',
    access,
    permission: permissions.retention.update,
    body: retentionRules,
    response: retentionRules,
  }),
  previewRetention: post('/admin/retention/preview', {
    summary:
      'Count the rows of the activity log that the current or the given retention rules would delete',
    access,
    permission: permissions.retention.read,
    body: omitNulls(
      z.strictObject({ rules: retentionRules.shape.rules.optional() }),
    ).prefault({}),
    isHeavy: true,
    response: retentionPreview,
  }),
};
