import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  booleanParameter,
  createPageSchema,
  pageParameters,
  uuid,
  instant,
} from '../contract/primitives';
import { permissions } from '../permissions';

/** The ids of the rules that detect critical events. @public */
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

/** The maximum `count` of a rule. @public */
export const MAX_CRITICAL_COUNT = 1_000;

/** The maximum time window of a rule, in minutes: a day. @public */
export const MAX_CRITICAL_MINUTES = 1_440;

/** The maximum `rows` of a rule. @public */
export const MAX_CRITICAL_ROWS = 100_000_000;

const tuning = {
  is_enabled: z.boolean(),
  /** The number of occurrences by one person within `minutes` that triggers the rule. */
  count: z.int().min(1).max(MAX_CRITICAL_COUNT),
  /** The time window. A repetition within this time extends the event. */
  minutes: z.int().min(1).max(MAX_CRITICAL_MINUTES),
  /**
   * The number of data rows, such as exported rows, that triggers the rule even if `count` is not
   * reached; null if the rule does not count rows.
   */
  rows: z.int().min(1).max(MAX_CRITICAL_ROWS).nullable(),
};

/** A critical-event rule with its current settings. @public */
export const criticalRule = z
  .strictObject({
    id: criticalRuleId,
    title: z.string(),
    description: z.string(),
    ...tuning,
    /** The default settings. */
    defaults: z.strictObject(tuning),
    version: z.int(),
    /** Null if never changed. */
    updated_at: instant.nullable(),
  })
  .meta({ id: 'CriticalRule' });

/** @public */
export type CriticalRule = z.output<typeof criticalRule>;

/** The patch of a rule; `rows` only for rules that count rows. @public */
export const criticalRulePatch = z.strictObject(tuning).partial();

/** @public */
export type CriticalRulePatch = z.output<typeof criticalRulePatch>;

/** A critical event: an action of a user, with its repetitions. @public */
export const criticalEvent = z
  .strictObject({
    id: uuid,
    rule_id: criticalRuleId,
    workspace_id: uuid,
    /** The activity entry that triggered the rule. */
    activity_id: uuid,
    actor_ref: z.string(),
    actor_name: z.string(),
    action: z.string(),
    entity_type: z.string().nullable(),
    entity_id: z.string().nullable(),
    entity_label: z.string().nullable(),
    /** The number of occurrences. */
    count: z.int().min(1),
    first_at: instant,
    last_at: instant,
    acknowledged_at: instant.nullable(),
    /** The user who acknowledged the event. */
    acknowledged_by: z.string().nullable(),
  })
  .meta({ id: 'CriticalEvent' });

/** @public */
export type CriticalEvent = z.output<typeof criticalEvent>;

const { get, post, patch } = createEndpointDefiners('Critical events');
const access = { kind: 'superAdmin' } as const;
const adminAccess = { kind: 'anyAdmin' } as const;

/** @public */
export const criticalEndpoints = {
  listCriticalEvents: get('/admin/critical-events', {
    summary:
      'List critical events of the workspaces that the caller administers, newest first; super admins get those of all workspaces',
    access: adminAccess,
    permission: permissions.criticalEvent.read,
    query: z.strictObject({
      rule: criticalRuleId.optional(),
      is_acknowledged: booleanParameter.optional(),
      workspace_id: uuid.optional(),
      ...pageParameters,
    }),
    response: createPageSchema(criticalEvent),
  }),
  acknowledgeCriticalEvent: post('/admin/critical-events/{id}/acknowledge', {
    summary:
      'Acknowledge a critical event; an event that is already acknowledged stays unchanged',
    access: adminAccess,
    permission: permissions.criticalEvent.acknowledge,
    body: z.strictObject({}).optional(),
    response: criticalEvent,
  }),
  listCriticalRules: get('/admin/critical-rules', {
    summary: 'List the rules for critical events',
    access,
    permission: permissions.criticalRule.read,
    response: z.strictObject({ items: z.array(criticalRule) }),
  }),
  updateCriticalRule: patch('/admin/critical-rules/{id}', {
    summary: 'Enable, disable or tune a rule for critical events',
    access,
    permission: permissions.criticalRule.update,
    isConditional: true,
    params: z.strictObject({
      id: z
        .string()
        .regex(/^[a-z0-9_-]{1,64}$/, 'must be the id of a rule')
        .meta({ examples: [...criticalRuleIds] }),
    }),
    body: criticalRulePatch,
    response: criticalRule,
  }),
};
