import type { Webhook } from '@callboard/plugin-callboard-common';
import type { z } from 'zod';
import { createFormResolver, fillForm } from '../../shared/resourceForms';

/** Returns a resolver that validates the webhook form. */
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

/** The values of the webhook form. */
export type WebhookFormValues = typeof emptyForm;

/** The names of the fields. */
export const webhookFields = Object.keys(
  emptyForm,
) as (keyof WebhookFormValues)[];

/** Converts a webhook, or the defaults of a new one, to form values. */
export function toWebhookFormValues(
  webhook: Partial<Webhook>,
): WebhookFormValues {
  return fillForm(emptyForm, webhook);
}
