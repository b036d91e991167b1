import { z } from 'zod';
import { instant, uuid } from '../contract/primitives';

/** The rules by which something is critical. @public */
export const criticalRuleIds = [
  'entity_deleted',
  'refusals',
  'mass_delete',
  'mass_export',
  'admin_granted',
  'protection_changed',
  'webhook_deactivated',
  'tamper_found',
  'person_unmasked',
  'person_erased',
] as const;

/** @public */
export type CriticalRuleId = (typeof criticalRuleIds)[number];

/** @public */
export const criticalRuleId = z.enum(criticalRuleIds);

/** The highest number of times a rule can wait for. @public */
export const MAX_CRITICAL_COUNT = 1_000;

/** The longest time in which a rule counts: a day. @public */
export const MAX_CRITICAL_MINUTES = 1_440;

/** The highest number of rows a rule can wait for. @public */
export const MAX_CRITICAL_ROWS = 100_000_000;

const tuning = {
  is_enabled: z.boolean(),
  /** How often it has to happen, by one person, within `minutes`. */
  count: z.int().min(1).max(MAX_CRITICAL_COUNT),
  /** What happens again so soon counts as the same event. */
  minutes: z.int().min(1).max(MAX_CRITICAL_MINUTES),
  /** How many rows of data are as bad as that; null where they do not matter. */
  rows: z.int().min(1).max(MAX_CRITICAL_ROWS).nullable(),
};

/** A rule by which something is critical, as it holds now. @public */
export const criticalRule = z
  .strictObject({
    id: criticalRuleId,
    title: z.string(),
    description: z.string(),
    ...tuning,
    /** What holds where nobody has chosen otherwise. */
    defaults: z.strictObject(tuning),
    version: z.int(),
    /** Null where nobody has changed it yet. */
    updated_at: instant.nullable(),
  })
  .meta({ id: 'CriticalRule' });

/** @public */
export type CriticalRule = z.output<typeof criticalRule>;

/** What can be changed of a rule. @public */
export const criticalRulePatch = z.strictObject({
  is_enabled: tuning.is_enabled.optional(),
  count: tuning.count.optional(),
  minutes: tuning.minutes.optional(),
  /** Only of rules that count rows. */
  rows: tuning.rows.optional(),
});

/** @public */
export type CriticalRulePatch = z.output<typeof criticalRulePatch>;

/** Something critical that somebody did, once or again and again. @public */
export const criticalEvent = z
  .strictObject({
    id: uuid,
    rule_id: criticalRuleId,
    workspace_id: uuid,
    /** The row of the log with which it became critical. */
    activity_id: uuid,
    actor_ref: z.string(),
    actor_name: z.string(),
    action: z.string(),
    entity_type: z.string().nullable(),
    entity_id: z.string().nullable(),
    entity_label: z.string().nullable(),
    /** How often it has happened. */
    count: z.int().min(1),
    first_at: instant,
    last_at: instant,
    acknowledged_at: instant.nullable(),
    /** Who has seen to it. */
    acknowledged_by: z.string().nullable(),
  })
  .meta({ id: 'CriticalEvent' });

/** @public */
export type CriticalEvent = z.output<typeof criticalEvent>;
