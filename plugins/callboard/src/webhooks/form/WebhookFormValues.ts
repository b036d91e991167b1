import type { Webhook } from '@callboard/plugin-callboard-common';
import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { createFormResolver } from '../../shared/resourceForms';

/** Validates the form of a webhook. */
export function createWebhookFormResolver<Body>(
  schema: z.ZodType<Body>,
): Resolver<WebhookFormValues, unknown, Body> {
  return createFormResolver(schema, ['name', 'url']);
}

/** The values of the webhook form. */
export interface WebhookFormValues {
  name: string;
  url: string;
  description: string;
  event_types: string[];
  is_active: boolean;
}

/** The names of the fields, same as in the API. */
export const webhookFields = [
  'name',
  'url',
  'description',
  'event_types',
  'is_active',
] as const satisfies readonly (keyof WebhookFormValues)[];

/** Converts a webhook, or the defaults of a new one, to form values. */
export function toWebhookFormValues(
  webhook: Partial<Webhook>,
): WebhookFormValues {
  return {
    name: webhook.name ?? '',
    url: webhook.url ?? '',
    description: webhook.description ?? '',
    event_types: webhook.event_types ?? ['work_item.*'],
    is_active: webhook.is_active ?? true,
  };
}
