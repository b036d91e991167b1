import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { createPageSchema, pageParameters } from '../contract/primitives';
import {
  newWebhook,
  webhook,
  webhookDelivery,
  webhookDeliveryDetail,
  webhookDeliveryStatus,
  webhookEvent,
  webhookHour,
  webhookPatch,
  webhookReplay,
  webhookSecretRotation,
  webhookWithSecret,
} from './schemas';
import { permissions } from '../permissions';

const tag = 'Webhooks';
const path = '/workspaces/{slug}/webhooks';
const access = { kind: 'workspace', role: 'admin' } as const;

/** @public */
export const webhookEndpoints = {
  listWebhookEvents: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/webhook-events',
    tag,
    summary: 'List the event types with an example body of each',
    access,
    permission: permissions.webhook.read,
    response: z.strictObject({ items: z.array(webhookEvent) }),
  }),
  listWebhooks: defineEndpoint({
    method: 'GET',
    path,
    tag,
    summary: 'List the webhooks of a workspace, newest first',
    access,
    permission: permissions.webhook.read,
    query: z.strictObject(pageParameters),
    response: createPageSchema(webhook),
  }),
  createWebhook: defineEndpoint({
    method: 'POST',
    path,
    tag,
    summary:
      'Create a webhook; the secret is returned only here and when it is rotated',
    access,
    permission: permissions.webhook.create,
    canConflict: true,
    body: newWebhook,
    status: 201,
    response: webhookWithSecret,
  }),
  getWebhook: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}`,
    tag,
    summary: 'Get a webhook',
    access,
    permission: permissions.webhook.read,
    response: webhook,
  }),
  updateWebhook: defineEndpoint({
    method: 'PATCH',
    path: `${path}/{id}`,
    tag,
    summary:
      'Update a webhook; deactivating it marks its pending deliveries as failed',
    access,
    permission: permissions.webhook.update,
    isConditional: true,
    body: webhookPatch,
    response: webhook,
  }),
  deleteWebhook: defineEndpoint({
    method: 'DELETE',
    path: `${path}/{id}`,
    tag,
    summary: 'Delete a webhook with its pending deliveries',
    access,
    permission: permissions.webhook.delete,
    isConditional: true,
    status: 204,
  }),
  rotateWebhookSecret: defineEndpoint({
    method: 'POST',
    path: `${path}/{id}/rotate-secret`,
    tag,
    summary:
      'Rotate the secret; requests are signed with both secrets for some hours',
    access,
    permission: permissions.webhook.update,
    isConditional: true,
    body: webhookSecretRotation.prefault({}),
    response: webhookWithSecret,
  }),
  testWebhook: defineEndpoint({
    method: 'POST',
    path: `${path}/{id}/test`,
    tag,
    summary: 'Send a webhook.test event to an active webhook',
    access,
    permission: permissions.webhook.test,
    canConflict: true,
    body: z.object({}).optional(),
    status: 201,
    response: webhookDelivery,
  }),
  getWebhookHealth: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}/health`,
    tag,
    summary: 'Get the delivery results of each of the last 24 hours',
    access,
    permission: permissions.webhook.read,
    response: z.strictObject({
      /** Oldest first; the last hour is not over yet. */
      hours: z.array(webhookHour),
      /** The numbers of pending and of failed deliveries of any age. */
      pending: z.int().min(0),
      failed: z.int().min(0),
    }),
  }),
  listWebhookDeliveries: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}/deliveries`,
    tag,
    summary: 'List the deliveries of a webhook, newest first',
    access,
    permission: permissions.webhookDelivery.read,
    query: z.strictObject({
      ...pageParameters,
      status: webhookDeliveryStatus.optional(),
      /** An event type, such as `work_item.update`. */
      type: z.string().min(1).max(128).optional(),
    }),
    response: createPageSchema(webhookDelivery),
  }),
  getWebhookDelivery: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}/deliveries/{did}`,
    tag,
    summary: 'Get a delivery with its request and its latest attempts',
    access,
    permission: permissions.webhookDelivery.read,
    response: webhookDeliveryDetail,
  }),
  replayWebhookDelivery: defineEndpoint({
    method: 'POST',
    path: `${path}/{id}/deliveries/{did}/replay`,
    tag,
    summary: 'Replay a delivery with the same webhook-id',
    access,
    permission: permissions.webhookDelivery.replay,
    canConflict: true,
    body: z.object({}).optional(),
    response: webhookDelivery,
  }),
  replayWebhookDeliveries: defineEndpoint({
    method: 'POST',
    path: `${path}/{id}/replay`,
    tag,
    summary: 'Replay all deliveries of a time range',
    access,
    permission: permissions.webhookDelivery.replay,
    canConflict: true,
    body: webhookReplay,
    response: z.strictObject({ queued: z.int().min(0) }),
  }),
};
