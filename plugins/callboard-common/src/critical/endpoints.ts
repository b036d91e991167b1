import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  booleanParameter,
  createPageSchema,
  pageParameters,
  uuid,
} from '../contract/primitives';
import {
  criticalEvent,
  criticalRule,
  criticalRuleId,
  criticalRuleIds,
  criticalRulePatch,
} from './schemas';

const tag = 'Critical events';
const access = { kind: 'superAdmin' } as const;
const admins = { kind: 'anyAdmin' } as const;

/** @public */
export const criticalEndpoints = {
  listCriticalEvents: defineEndpoint({
    method: 'GET',
    path: '/admin/critical-events',
    tag,
    summary:
      'List critical events of the workspaces that the caller administers, newest first; super admins get those of all workspaces',
    access: admins,
    query: z.strictObject({
      rule: criticalRuleId.optional(),
      is_acknowledged: booleanParameter.optional(),
      workspace_id: uuid.optional(),
      ...pageParameters,
    }),
    response: createPageSchema(criticalEvent),
  }),
  acknowledgeCriticalEvent: defineEndpoint({
    method: 'POST',
    path: '/admin/critical-events/{id}/acknowledge',
    tag,
    summary: 'Acknowledge a critical event; acknowledged ones stay unchanged',
    access: admins,
    params: z.strictObject({ id: uuid }),
    body: z.strictObject({}).optional(),
    response: criticalEvent,
  }),
  listCriticalRules: defineEndpoint({
    method: 'GET',
    path: '/admin/critical-rules',
    tag,
    summary: 'List the rules for critical events',
    access,
    response: z.strictObject({ items: z.array(criticalRule) }),
  }),
  updateCriticalRule: defineEndpoint({
    method: 'PATCH',
    path: '/admin/critical-rules/{id}',
    tag,
    summary: 'Enable, disable or tune a rule for critical events',
    access,
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
