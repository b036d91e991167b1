import { z } from 'zod';
import { uuid } from '../contract/primitives';

/**
 * What retention tells apart in the activity log: what was only looked at, what changed
 * something, and what other plugins audited.
 *
 * @public
 */
export const retentionClass = z.enum(['views', 'changes', 'audit']);

/** @public */
export type RetentionClass = z.output<typeof retentionClass>;

/** The most days that rows can be kept by a rule: a hundred years. @public */
export const MAX_KEEP_DAYS = 36_500;

/** For how long rows of a class are kept. @public */
export const retentionRule = z
  .strictObject({
    /** The workspace it is for; null for all that have no rule of their own. */
    workspace_id: uuid.nullable(),
    class: retentionClass,
    /** How many days rows are kept; null for ever. */
    keep_days: z.int().min(1).max(MAX_KEEP_DAYS).nullable(),
  })
  .meta({ id: 'RetentionRule' });

/** @public */
export type RetentionRule = z.output<typeof retentionRule>;

/** The most rules there can be. @public */
export const MAX_RETENTION_RULES = 1_000;

/** All rules; the narrowest one holds, and without any, everything is kept. @public */
export const retentionRules = z
  .strictObject({
    rules: z
      .array(retentionRule)
      .max(
        MAX_RETENTION_RULES,
        `must hold at most ${MAX_RETENTION_RULES} rules`,
      )
      .superRefine((rules, context) => {
        const seen = new Set<string>();
        rules.forEach((rule, index) => {
          const key = `${rule.workspace_id} ${rule.class}`;
          if (seen.has(key)) {
            context.addIssue({
              code: 'custom',
              path: [index],
              message: 'there is a rule for this workspace and class already',
            });
          }
          seen.add(key);
        });
      }),
  })
  .meta({ id: 'RetentionRules' });

/** @public */
export type RetentionRules = z.output<typeof retentionRules>;

/** How many rows rules would remove now. @public */
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
