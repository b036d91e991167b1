import type { Webhook } from '@callboard/plugin-callboard-common';
import type { z } from 'zod';
import { createFormResolver, fillForm } from '../../shared/resourceForms';

export function createWebhookFormResolver<Body>(schema: z.ZodType<Body>) {
  return createFormResolver<WebhookFormValues, Body>(schema, ['name', 'url']);
}

/** The form values of a new webhook, by API field name. */
const emptyForm = {
  name: '',
  url: '',
  description: '',
  event_types: ['work_item.*'],
  is_active: true,
};

export type WebhookFormValues = typeof emptyForm;

export const webhookFields = Object.keys(
  emptyForm,
) as (keyof WebhookFormValues)[];

export function toWebhookFormValues(
  webhook: Partial<Webhook>,
): WebhookFormValues {
  return fillForm(emptyForm, webhook);
}
