import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
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

const { get, post, patch, remove } = createEndpointDefiners('Webhooks');
const path = '/workspaces/{slug}/webhooks';
const access = { kind: 'workspace', role: 'admin' } as const;

/** @public */
export const webhookEndpoints = {
  listWebhookEvents: get('/workspaces/{slug}/webhook-events', {
    summary: 'List the event types with an example body of each',
    access,
    permission: permissions.webhook.read,
    response: z.strictObject({ items: z.array(webhookEvent) }),
  }),
  listWebhooks: get(path, {
    summary: 'List the webhooks of a workspace, newest first',
    access,
    permission: permissions.webhook.read,
    query: z.strictObject(pageParameters),
    response: createPageSchema(webhook),
  }),
  createWebhook: post(path, {
    summary:
      'Create a webhook; the secret is returned only here and when it is rotated',
    access,
    permission: permissions.webhook.create,
    canConflict: true,
    body: newWebhook,
    status: 201,
    response: webhookWithSecret,
  }),
  getWebhook: get(`${path}/{id}`, {
    summary: 'Get a webhook',
    access,
    permission: permissions.webhook.read,
    response: webhook,
  }),
  updateWebhook: patch(`${path}/{id}`, {
    summary:
      'Update a webhook; deactivating it marks its pending deliveries as failed',
    access,
    permission: permissions.webhook.update,
    isConditional: true,
    body: webhookPatch,
    response: webhook,
  }),
  deleteWebhook: remove(`${path}/{id}`, {
    summary: 'Delete a webhook with its pending deliveries',
    access,
    permission: permissions.webhook.delete,
    isConditional: true,
  }),
  rotateWebhookSecret: post(`${path}/{id}/rotate-secret`, {
    summary:
      'Rotate the secret; requests are signed with both secrets for some hours',
    access,
    permission: permissions.webhook.update,
    isConditional: true,
    body: webhookSecretRotation.prefault({}),
    response: webhookWithSecret,
  }),
  testWebhook: post(`${path}/{id}/test`, {
    summary: 'Send a webhook.test event to an active webhook',
    access,
    permission: permissions.webhook.test,
    canConflict: true,
    body: z.object({}).optional(),
    status: 201,
    response: webhookDelivery,
  }),
  getWebhookHealth: get(`${path}/{id}/health`, {
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
  listWebhookDeliveries: get(`${path}/{id}/deliveries`, {
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
  getWebhookDelivery: get(`${path}/{id}/deliveries/{did}`, {
    summary: 'Get a delivery with its request and its latest attempts',
    access,
    permission: permissions.webhookDelivery.read,
    response: webhookDeliveryDetail,
  }),
  replayWebhookDelivery: post(`${path}/{id}/deliveries/{did}/replay`, {
    summary: 'Replay a delivery with the same webhook-id',
    access,
    permission: permissions.webhookDelivery.replay,
    canConflict: true,
    body: z.object({}).optional(),
    response: webhookDelivery,
  }),
  replayWebhookDeliveries: post(`${path}/{id}/replay`, {
    summary: 'Replay all deliveries of a time range',
    access,
    permission: permissions.webhookDelivery.replay,
    canConflict: true,
    body: webhookReplay,
    response: z.strictObject({ queued: z.int().min(0) }),
  }),
};
