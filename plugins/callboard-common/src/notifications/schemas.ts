import { z } from 'zod';
import {
  createLinkSchema,
  instant,
  instantInput,
  jsonValue,
  omitNulls,
  slug,
  uuid,
} from '../contract/primitives';
import {
  createRequiredLineSchema,
  createMultiLineTextSchema,
  getUtf8Length,
} from '../contract/text';

/** The maximum length of a notification's title, in characters. @public */
export const MAX_NOTIFICATION_TITLE = 255;

/** The maximum length of a notification's text, in characters. @public */
export const MAX_NOTIFICATION_BODY = 4_000;

/** The maximum size of a notification's `meta`, in bytes of JSON as UTF-8. @public */
export const MAX_NOTIFICATION_META = 8 * 1024;

/** The maximum number of notifications that one request lists or changes. @public */
export const MAX_NOTIFICATIONS_PER_REQUEST = 100;

/** The severities of notifications, lowest first. @public */
export const notificationSeverities = [
  'low',
  'normal',
  'high',
  'critical',
] as const;

/** @public */
export type NotificationSeverity = (typeof notificationSeverities)[number];

/** @public */
export const notificationSeverity = z
  .enum(notificationSeverities)
  .meta({ id: 'NotificationSeverity' });

/** The type of a notification, such as `work_item.assigned`. @public */
export const notificationType = z
  .string()
  .regex(
    /^[a-z0-9_.-]{1,64}$/,
    'must be 1 to 64 lower-case letters, digits, dots, hyphens or underscores',
  );

/** The link of a notification: a path of the portal, or an https address. @public */
export const notificationTarget = createLinkSchema(
  ['internal', 'external'],
  'must be a path of the portal (/…) or an https address without credentials',
);

const meta = z
  .record(z.string(), jsonValue)
  .refine(
    value => getUtf8Length(JSON.stringify(value)) <= MAX_NOTIFICATION_META,
    `must have at most ${MAX_NOTIFICATION_META} bytes`,
  );

/** A notification of a user, with its read state. @public */
export const notification = z
  .strictObject({
    id: uuid,
    workspace_id: uuid,
    workspace_slug: slug,
    type: z.string(),
    title: z.string(),
    /** Plain text. */
    body: z.string().nullable(),
    target_url: z.string().nullable(),
    severity: notificationSeverity,
    meta: z.record(z.string(), jsonValue),
    /** The actor of the event; null if the event has no actor. */
    actor_ref: z.string().nullable(),
    is_read: z.boolean(),
    is_archived: z.boolean(),
    /**
     * The end of the snooze. Until then, only the list of snoozed notifications contains the
     * notification; afterwards, the notification is unread.
     */
    snoozed_until: instant.nullable(),
    /** The number of occurrences since the notification was last read. */
    count: z.int().min(1),
    /** The reason why the user was notified. */
    reason: z.strictObject({
      /** The name of the notification rule. */
      rule: z.string(),
      text: z.string(),
    }),
    /**
     * The resource that the user can follow or mute: the work item, or the project if
     * `work_item_id` is null. Null if the notification has no such resource.
     */
    thread: z
      .strictObject({ project_id: uuid, work_item_id: uuid.nullable() })
      .nullable(),
    created_at: instant,
    /** The time of the last occurrence; changes of the read state do not affect this time. */
    updated_at: instant,
  })
  .meta({ id: 'Notification' });

/** @public */
export type Notification = z.output<typeof notification>;

const patchFields = {
  is_read: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  /** In the future; null ends the snooze. */
  snoozed_until: instantInput.nullable().optional(),
};

/** @public */
export const notificationPatch = z
  .object(patchFields)
  .meta({ id: 'NotificationPatch' });

/** @public */
export type NotificationPatch = z.output<typeof notificationPatch>;

/** @public */
export const notificationsPatch = z
  .object({
    ids: z.array(uuid).min(1).max(MAX_NOTIFICATIONS_PER_REQUEST),
    ...patchFields,
  })
  .meta({ id: 'NotificationsPatch' });

/** @public */
export type NotificationsPatch = z.output<typeof notificationsPatch>;

/** A lower-case reference to a User or a Group. @public */
export const recipientRef = z
  .string()
  .max(255)
  .regex(
    /^(user|group):[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\/[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/,
    'must be a lower-case User or Group reference such as group:default/payments',
  );

/** A notification created by another plugin. @public */
export const newNotification = omitNulls(
  z.object({
    workspace: slug,
    /** Users and Groups; null for the workspace's admins. */
    recipients: z.array(recipientRef).min(1).max(1_000).nullable(),
    type: notificationType,
    title: createRequiredLineSchema(MAX_NOTIFICATION_TITLE),
    body: createMultiLineTextSchema(MAX_NOTIFICATION_BODY).nullish(),
    target_url: notificationTarget.nullish(),
    severity: notificationSeverity.default('normal'),
    meta: meta.nullish(),
    /**
     * If a recipient has an unread notification with the same key, the count of that notification
     * increases, and the recipient gets no other notification.
     */
    dedupe_key: createRequiredLineSchema(255).nullish(),
  }),
).meta({ id: 'NewNotification' });

/** @public */
export type NewNotification = z.output<typeof newNotification>;

/** The input, in which fields with a default are optional. @public */
export type NewNotificationInput = z.input<typeof newNotification>;
