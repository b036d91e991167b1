import type { Webhook } from '@callboard/plugin-callboard-common';

/** What is typed into the form of a webhook. */
export interface WebhookFormValues {
  name: string;
  url: string;
  description: string;
  event_types: string[];
  is_active: boolean;
}

/** The names of the fields, as the API knows them too. */
export const webhookFields = [
  'name',
  'url',
  'description',
  'event_types',
  'is_active',
] as const satisfies readonly (keyof WebhookFormValues)[];

/** Fills the form with a webhook, or with what a new one starts with. */
export function webhookFormValuesOf(
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
