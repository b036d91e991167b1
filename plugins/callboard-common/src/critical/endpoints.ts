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
      'List what happened that is critical, newest first: in the workspaces of which the caller is an admin, for super admins in all',
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
    summary:
      'Say that a critical event has been seen to; one that was stays as it is',
    access: admins,
    params: z.strictObject({ id: uuid }),
    body: z.strictObject({}).optional(),
    response: criticalEvent,
  }),
  listCriticalRules: defineEndpoint({
    method: 'GET',
    path: '/admin/critical-rules',
    tag,
    summary: 'List the rules by which something is critical',
    access,
    response: z.strictObject({ items: z.array(criticalRule) }),
  }),
  updateCriticalRule: defineEndpoint({
    method: 'PATCH',
    path: '/admin/critical-rules/{id}',
    tag,
    summary: 'Switch or tune a rule by which something is critical',
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
