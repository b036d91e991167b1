import { z } from 'zod';
import { parseUrl } from '../contract/getLinkKind';
import {
  instant,
  instantInput,
  jsonValue,
  omitNulls,
  requireOrder,
  url,
  uuid,
} from '../contract/primitives';
import {
  createRequiredLineSchema,
  createMultiLineTextSchema,
} from '../contract/text';
import { webhookSubscriptions } from './eventTypes';

/** The maximum number of webhooks per workspace. @public */
export const MAX_WEBHOOKS_PER_WORKSPACE = 500;

/** The maximum time for which the previous secret stays valid, in hours. @public */
export const MAX_SECRET_OVERLAP_HOURS = 168;

/** The maximum size of the stored part of a receiver's response, in bytes. @public */
export const MAX_WEBHOOK_RESPONSE_BYTES = 4 * 1024;

/** The maximum size of an event's body, in bytes. @public */
export const MAX_WEBHOOK_BODY_BYTES = 256 * 1024;

/**
 * The reason why Callboard deactivated a webhook:
 *
 * - `endpoint_removed`: its receiver returned 410.
 * - `failing`: a delivery ran out of attempts, and no other delivery succeeded in the meantime.
 *
 * @public
 */
export const webhookDisabledReason = z
  .enum(['endpoint_removed', 'failing'])
  .meta({ id: 'WebhookDisabledReason' });

/** @public */
export type WebhookDisabledReason = z.output<typeof webhookDisabledReason>;

/** A subscription to changes of a workspace. @public */
export const webhook = z
  .strictObject({
    id: uuid,
    name: z.string(),
    url: z.string(),
    /** The subscribed event types, such as `work_item.update`, `work_item.*` or `*`. */
    event_types: z.array(z.string()),
    is_active: z.boolean(),
    description: z.string().nullable(),
    /** The number of failed attempts since the last success. */
    consecutive_failures: z.int().min(0),
    /** Null unless Callboard deactivated the webhook. */
    disabled_reason: webhookDisabledReason.nullable(),
    /** The time of the last attempt, successful or not. */
    last_delivery_at: instant.nullable(),
    last_success_at: instant.nullable(),
    /** The time until which requests are also signed with the previous secret. */
    former_secret_expires_at: instant.nullable(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Webhook' });

/** @public */
export type Webhook = z.output<typeof webhook>;

/** A webhook and its secret, which no other response contains. @public */
export const webhookWithSecret = z
  .strictObject({
    ...webhook.shape,
    /** `whsec_` and 32 random bytes in Base64. */
    secret: z.string(),
  })
  .meta({ id: 'WebhookWithSecret' });

/** @public */
export type WebhookWithSecret = z.output<typeof webhookWithSecret>;

/**
 * The target of requests. The server also checks the resolved address, and accepts `http` only for
 * receivers that the configuration exempts.
 */
const receiverUrl = url
  .refine(
    text => /^https?:$/.test(parseUrl(text)?.protocol ?? ''),
    'must be a URL such as https://example.com/callboard',
  )
  .refine(text => {
    const parsed = parseUrl(text);
    return !parsed?.username && !parsed?.password;
  }, 'must not contain a user name or password')
  .meta({ format: 'uri' });

const subscriptions = new Set(webhookSubscriptions);

const eventTypes = z
  .array(
    z
      .string()
      .max(128)
      .refine(
        type => subscriptions.has(type),
        'is not an event type. Use one such as work_item.create, work_item.* or *',
      )
      .meta({ examples: [...webhookSubscriptions] }),
  )
  .min(1, 'must contain at least one event type')
  .max(webhookSubscriptions.length);

const name = createRequiredLineSchema(255);
const description = createMultiLineTextSchema(4_000);

/** @public */
export const newWebhook = z
  .object({
    name,
    url: receiverUrl,
    event_types: eventTypes,
    is_active: z.boolean().nullish(),
    description: description.nullish(),
  })
  .meta({ id: 'NewWebhook' });

/** @public */
export type NewWebhook = z.output<typeof newWebhook>;

/** @public */
export const webhookPatch = z
  .object({
    name: name.optional(),
    url: receiverUrl.optional(),
    event_types: eventTypes.optional(),
    is_active: z.boolean().optional(),
    description: description.nullable().optional(),
  })
  .meta({ id: 'WebhookPatch' });

/** @public */
export type WebhookPatch = z.output<typeof webhookPatch>;

/** @public */
export const webhookSecretRotation = omitNulls(
  z.object({
    /** How long requests are also signed with the previous secret. */
    overlap_hours: z.int().min(0).max(MAX_SECRET_OVERLAP_HOURS).default(24),
  }),
).meta({ id: 'WebhookSecretRotation' });

/**
 * The status of a delivery. Callboard sends and retries `pending` deliveries automatically, and
 * `failed` deliveries only on a replay.
 *
 * @public
 */
export const webhookDeliveryStatus = z
  .enum(['pending', 'delivered', 'failed'])
  .meta({ id: 'WebhookDeliveryStatus' });

/** @public */
export type WebhookDeliveryStatus = z.output<typeof webhookDeliveryStatus>;

/** One event for one webhook. Requests contain the id of the delivery as `webhook-id`. @public */
export const webhookDelivery = z
  .strictObject({
    id: uuid,
    webhook_id: uuid,
    /** `<entity type>.<action>` */
    type: z.string(),
    /** The activity entry of the change. */
    activity_id: uuid,
    entity_id: uuid,
    entity_label: z.string().nullable(),
    status: webhookDeliveryStatus,
    /** The number of attempts in total. */
    try_count: z.int().min(0),
    /** The number of attempts since creation or the last replay. */
    attempts: z.int().min(0),
    /** The maximum number of attempts before the delivery fails. */
    max_attempts: z.int().min(1),
    next_attempt_at: instant.nullable(),
    last_attempt_at: instant.nullable(),
    /** The three fields `last_…` below describe the last attempt. */
    last_status_code: z.int().nullable(),
    last_error: z.string().nullable(),
    last_duration_ms: z.int().nullable(),
    /** The time of the change. */
    created_at: instant,
  })
  .meta({ id: 'WebhookDelivery' });

/** @public */
export type WebhookDelivery = z.output<typeof webhookDelivery>;

const headers = z.record(z.string(), z.string());

/** One attempt of a delivery, and its result. @public */
export const webhookAttempt = z
  .strictObject({
    /** From 1. */
    number: z.int().min(1),
    started_at: instant,
    duration_ms: z.int().min(0),
    url: z.string(),
    request_headers: headers,
    /** Null without a response. */
    status_code: z.int().nullable(),
    response_headers: headers.nullable(),
    /** The start of the response body. */
    response_body: z.string().nullable(),
    /** The error, unless the status code states it. */
    error: z.string().nullable(),
  })
  .meta({ id: 'WebhookAttempt' });

/** @public */
export type WebhookAttempt = z.output<typeof webhookAttempt>;

/** A delivery with its request body and its latest attempts. @public */
export const webhookDeliveryDetail = z
  .strictObject({
    ...webhookDelivery.shape,
    /** The signed body of the requests. */
    request_body: z.string(),
    /** The latest attempts, at most 50, newest first. */
    attempt_log: z.array(webhookAttempt),
  })
  .meta({ id: 'WebhookDeliveryDetail' });

/** @public */
export type WebhookDeliveryDetail = z.output<typeof webhookDeliveryDetail>;

/** Selects the deliveries to replay: those of changes from `start` until `end`. @public */
export const webhookReplay = requireOrder(
  z.object({
    start: instantInput,
    /** Exclusive. */
    end: instantInput,
    /** Defaults to all. */
    status: webhookDeliveryStatus.nullish(),
  }),
  'start',
  'end',
).meta({ id: 'WebhookReplay' });

/** @public */
export type WebhookReplay = z.output<typeof webhookReplay>;

/** The delivery results of the changes in one hour. @public */
export const webhookHour = z
  .strictObject({
    start: instant,
    delivered: z.int().min(0),
    failed: z.int().min(0),
    pending: z.int().min(0),
  })
  .meta({ id: 'WebhookHour' });

/** @public */
export type WebhookHour = z.output<typeof webhookHour>;

/** The body of a request to a receiver. @public */
export const webhookPayload = z
  .strictObject({
    /** `<entity type>.<action>` */
    type: z.string(),
    /** The time of the change. */
    timestamp: instant,
    /**
     * The resource as the API shows it to an admin of the workspace: after the change, or before a
     * deletion. Null for an action without a single resource; `{id, truncated: true}` if the body
     * would be too large.
     */
    data: z.record(z.string(), jsonValue).nullable(),
    workspace_id: uuid,
    activity: z.strictObject({
      /** The id of the activity entry; later changes of an entity have greater ids. */
      id: uuid,
      actor: z.strictObject({
        user_ref: z.string(),
        display_name: z.string(),
      }),
      action: z.string(),
      changes: z.array(
        z.strictObject({
          field: z.string(),
          old_value: jsonValue,
          new_value: jsonValue,
          /** Set if the values are omitted because of their size. */
          truncated: z.literal(true).optional(),
        }),
      ),
    }),
  })
  .meta({ id: 'WebhookPayload' });

/** @public */
export type WebhookPayload = z.output<typeof webhookPayload>;

/** An event type with an example body. @public */
export const webhookEvent = z
  .strictObject({ type: z.string(), example: webhookPayload })
  .meta({ id: 'WebhookEvent' });

/** @public */
export type WebhookEvent = z.output<typeof webhookEvent>;
