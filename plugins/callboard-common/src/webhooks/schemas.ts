import { z } from 'zod';
import { instant, instantInput, jsonValue, uuid } from '../contract/primitives';
import { requiredLine, multiLine } from '../contract/text';
import { webhookSubscriptions } from './eventTypes';

/** How many webhooks a workspace can have. @public */
export const MAX_WEBHOOKS_PER_WORKSPACE = 500;

/** How many hours a former secret can go on being used beside the new one. @public */
export const MAX_SECRET_OVERLAP_HOURS = 168;

/** How much of a receiver's answer is kept, in bytes. @public */
export const MAX_WEBHOOK_RESPONSE_BYTES = 4 * 1024;

/** How large the body of an event is at most, in bytes. @public */
export const MAX_WEBHOOK_BODY_BYTES = 256 * 1024;

/**
 * Why Callboard has deactivated a webhook:
 *
 * - `gone`: its receiver answered 410.
 * - `failing`: a delivery failed for the last time, and none succeeded meanwhile.
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
    /** What it subscribes to: `work_item.update`, `work_item.*`, `*`. */
    event_types: z.array(z.string()),
    is_active: z.boolean(),
    description: z.string().nullable(),
    /** How many tries have failed since the last that succeeded. */
    consecutive_failures: z.int().min(0),
    /** Null unless Callboard deactivated it. */
    disabled_reason: webhookDisabledReason.nullable(),
    /** When something was last sent, with whatever success. */
    last_delivery_at: instant.nullable(),
    last_success_at: instant.nullable(),
    /** Until when requests are also signed with the secret before this one. */
    former_secret_expires_at: instant.nullable(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Webhook' });

/** @public */
export type Webhook = z.output<typeof webhook>;

/** A webhook and its secret, which no other answer has. @public */
export const webhookWithSecret = z
  .strictObject({
    ...webhook.shape,
    /** `whsec_` and 32 random bytes in Base64. */
    secret: z.string(),
  })
  .meta({ id: 'WebhookWithSecret' });

/** @public */
export type WebhookWithSecret = z.output<typeof webhookWithSecret>;

/** The URL that a text is, if it is one. */
function urlIn(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** The text that a URL parser reads: it ignores line breaks, tabs and outer spaces. */
function stripUrl(text: string): string {
  return text
    .replace(/[\t\n\r]/g, '')
    .trim()
    .replaceAll(' ', '%20');
}

/**
 * Where requests go. The server also checks the address behind it, and takes
 * `http` for the receivers that its configuration exempts.
 */
const url = z
  .string()
  .overwrite(stripUrl)
  .max(2048)
  .refine(
    text => /^https?:$/.test(urlIn(text)?.protocol ?? ''),
    'must be an address such as https://example.com/callboard',
  )
  .refine(text => {
    const parsed = urlIn(text);
    return !parsed?.username && !parsed?.password;
  }, 'must not hold credentials')
  .meta({ format: 'uri' });

const subscriptions = new Set(webhookSubscriptions);

const eventTypes = z
  .array(
    z
      .string()
      .max(128)
      .refine(
        type => subscriptions.has(type),
        'is no type of events, nor such as work_item.* or *',
      )
      .meta({ examples: [...webhookSubscriptions] }),
  )
  .min(1, 'must name at least one type of events')
  .max(webhookSubscriptions.length);

const name = requiredLine(255);
const description = multiLine(4_000);

/** @public */
export const newWebhook = z
  .object({
    name,
    url,
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
    url: url.optional(),
    event_types: eventTypes.optional(),
    is_active: z.boolean().optional(),
    description: description.nullable().optional(),
  })
  .meta({ id: 'WebhookPatch' });

/** @public */
export type WebhookPatch = z.output<typeof webhookPatch>;

/** @public */
export const webhookSecretRotation = z
  .object({
    /** How long requests are also signed with the secret so far. */
    overlap_hours: z.int().min(0).max(MAX_SECRET_OVERLAP_HOURS).default(24),
  })
  .meta({ id: 'WebhookSecretRotation' });

/**
 * How far a delivery has come: `pending` ones are sent, or sent again, by
 * themselves; `failed` ones only when somebody replays them.
 *
 * @public
 */
export const webhookDeliveryStatus = z
  .enum(['pending', 'delivered', 'failed'])
  .meta({ id: 'WebhookDeliveryStatus' });

/** @public */
export type WebhookDeliveryStatus = z.output<typeof webhookDeliveryStatus>;

/** One event for one webhook. Its id is the `webhook-id` of its requests. @public */
export const webhookDelivery = z
  .strictObject({
    id: uuid,
    webhook_id: uuid,
    /** `<entity type>.<action>` */
    type: z.string(),
    /** Of the change that it tells of. */
    activity_id: uuid,
    entity_id: uuid,
    entity_label: z.string().nullable(),
    status: webhookDeliveryStatus,
    /** How often it was sent. */
    try_count: z.int().min(0),
    /** How often it was sent since it was made, or replayed. */
    attempts: z.int().min(0),
    /** How often it can be sent before it fails. */
    max_attempts: z.int().min(1),
    next_attempt_at: instant.nullable(),
    last_attempt_at: instant.nullable(),
    /** The rest is about the last try. */
    last_status_code: z.int().nullable(),
    last_error: z.string().nullable(),
    last_duration_ms: z.int().nullable(),
    /** When the change was made. */
    created_at: instant,
  })
  .meta({ id: 'WebhookDelivery' });

/** @public */
export type WebhookDelivery = z.output<typeof webhookDelivery>;

const headers = z.record(z.string(), z.string());

/** One request of a delivery, and what came of it. @public */
export const webhookTry = z
  .strictObject({
    /** From 1. */
    number: z.int().min(1),
    started_at: instant,
    duration_ms: z.int().min(0),
    url: z.string(),
    request_headers: headers,
    /** Null when there was no answer. */
    status_code: z.int().nullable(),
    response_headers: headers.nullable(),
    /** The beginning of the answer. */
    response_body: z.string().nullable(),
    /** What went wrong, unless the status says it. */
    error: z.string().nullable(),
  })
  .meta({ id: 'WebhookTry' });

/** @public */
export type WebhookTry = z.output<typeof webhookTry>;

/** A delivery with what is sent, and all that came of it. @public */
export const webhookDeliveryDetail = z
  .strictObject({
    ...webhookDelivery.shape,
    /** The body of its requests: the text that is signed. */
    request_body: z.string(),
    /** The latest, newest first. */
    attempt_log: z.array(webhookTry),
  })
  .meta({ id: 'WebhookDeliveryDetail' });

/** @public */
export type WebhookDeliveryDetail = z.output<typeof webhookDeliveryDetail>;

/** Which deliveries to send again: those of changes from `start` until `end`. @public */
export const webhookReplay = z
  .object({
    start: instantInput,
    /** Not included. */
    end: instantInput,
    /** All by default. */
    status: webhookDeliveryStatus.nullish(),
  })
  .refine(({ start, end }) => start <= end, {
    path: ['end'],
    message: 'must not be before start',
  })
  .meta({ id: 'WebhookReplay' });

/** @public */
export type WebhookReplay = z.output<typeof webhookReplay>;

/** How the deliveries of the changes of an hour have gone. @public */
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
    /** When the change was made. */
    timestamp: instant,
    /**
     * The resource as the API shows it to an admin of the workspace: after the
     * change, or before it where it was deleted. Null for an act on no single
     * resource; `{id, truncated: true}` where the body would be too large.
     */
    data: z.record(z.string(), jsonValue).nullable(),
    workspace_id: uuid,
    activity: z.strictObject({
      /** Of the change in the log; later changes of an entity have greater ones. */
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
          /** The values are left out for their size. */
          truncated: z.literal(true).optional(),
        }),
      ),
    }),
  })
  .meta({ id: 'WebhookPayload' });

/** @public */
export type WebhookPayload = z.output<typeof webhookPayload>;

/** A type of events, and what its body looks like. @public */
export const webhookEvent = z
  .strictObject({ type: z.string(), example: webhookPayload })
  .meta({ id: 'WebhookEvent' });

/** @public */
export type WebhookEvent = z.output<typeof webhookEvent>;
