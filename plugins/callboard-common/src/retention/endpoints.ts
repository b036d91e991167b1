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
    summary: 'For how long rows of the activity log are kept',
    access,
    response: retentionRules,
  }),
  setRetention: defineEndpoint({
    method: 'PUT',
    path: '/admin/retention',
    tag,
    summary: 'Replace all rules for how long rows of the activity log are kept',
    access,
    body: retentionRules,
    response: retentionRules,
  }),
  previewRetention: defineEndpoint({
    method: 'POST',
    path: '/admin/retention/preview',
    tag,
    summary:
      'How many rows of the activity log would go: by rules that are tried out, or by those that hold',
    access,
    body: z.strictObject({ rules: retentionRules.shape.rules.optional() }),
    isHeavy: true,
    response: retentionPreview,
  }),
};
