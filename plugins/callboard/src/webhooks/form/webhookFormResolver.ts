import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { formResolver } from '../../data/formResolver';
import type { WebhookFormValues } from './WebhookFormValues';

/** Validates the form of a webhook. */
export function webhookFormResolver<Body>(
  schema: z.ZodType<Body>,
): Resolver<WebhookFormValues, unknown, Body> {
  return formResolver(schema, ['name', 'url']);
}
