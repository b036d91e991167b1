import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { retentionPreview, retentionRules } from './schemas';

const tag = 'Retention';
const access = { kind: 'superAdmin' } as const;

/** @public */
export const retentionEndpoints = {
  getRetention: defineEndpoint({
    method: 'GET',
    path: '/admin/retention',
    tag,
    summary: 'Get the retention rules of the activity log',
    access,
    response: retentionRules,
  }),
  setRetention: defineEndpoint({
    method: 'PUT',
    path: '/admin/retention',
    tag,
    summary: 'Replace all retention rules of the activity log',
    access,
    body: retentionRules,
    response: retentionRules,
  }),
  previewRetention: defineEndpoint({
    method: 'POST',
    path: '/admin/retention/preview',
    tag,
    summary:
      'Count the rows of the activity log that the current or the given retention rules would delete',
    access,
    body: z.strictObject({ rules: retentionRules.shape.rules.optional() }),
    isHeavy: true,
    response: retentionPreview,
  }),
};
