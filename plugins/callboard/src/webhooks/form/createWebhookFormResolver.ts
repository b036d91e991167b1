import type { Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { createFormResolver } from '../../data/createFormResolver';
import type { WebhookFormValues } from './WebhookFormValues';

/** Validates the form of a webhook. */
export function createWebhookFormResolver<Body>(
  schema: z.ZodType<Body>,
): Resolver<WebhookFormValues, unknown, Body> {
  return createFormResolver(schema, ['name', 'url']);
}
