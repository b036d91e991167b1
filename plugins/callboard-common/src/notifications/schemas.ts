import { z } from 'zod';
import { linkKind } from '../contract/linkKind';
import {
  instant,
  instantInput,
  jsonValue,
  slug,
  uuid,
} from '../contract/primitives';
import { requiredLine, multiLine } from '../contract/text';
import { utf8Length } from '../utf8';

/** How many characters the title of a notification has at most. @public */
export const MAX_NOTIFICATION_TITLE = 255;

/** How many characters its text has at most. @public */
export const MAX_NOTIFICATION_BODY = 4_000;

/** How many bytes its `meta` has at most, as JSON in UTF-8. @public */
export const MAX_NOTIFICATION_META = 8 * 1024;

/** How many notifications one request changes at most. @public */
export const MAX_NOTIFICATIONS_AT_ONCE = 100;

/** How urgent a notification is. @public */
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

/** What a notification tells of, such as `work_item.assigned`. @public */
export const notificationType = z
  .string()
  .regex(
    /^[a-z0-9_.-]{1,64}$/,
    'must be 1 to 64 lower-case letters, digits, dots, hyphens or underscores',
  );

/** Where a notification leads: a path of the portal, or an https address. @public */
export const notificationTarget = z
  .string()
  .max(2_048)
  .refine(
    text => linkKind(text) !== undefined,
    'must be a path of the portal (/…) or an https address without credentials',
  );

const meta = z
  .record(z.string(), jsonValue)
  .refine(
    value => utf8Length(JSON.stringify(value)) <= MAX_NOTIFICATION_META,
    `must have at most ${MAX_NOTIFICATION_META} bytes`,
  );

/** Something a person is told, with their own marks on it. @public */
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
    /** Who did what is told; null where nobody did. */
    actor_ref: z.string().nullable(),
    is_read: z.boolean(),
    is_archived: z.boolean(),
    /** In no list but that of snoozed ones until then; then it is unread. */
    snoozed_until: instant.nullable(),
    /** How many times it has been told since it was read. */
    count: z.int().min(1),
    /** Why the person is told. */
    reason: z.strictObject({
      /** The name of the rule that told them. */
      rule: z.string(),
      text: z.string(),
    }),
    /**
     * What the person can follow or mute to change that: a work item, or, without
     * one, a project; null where it is about neither.
     */
    thread: z
      .strictObject({ project_id: uuid, work_item_id: uuid.nullable() })
      .nullable(),
    created_at: instant,
    /** When it was told last; marks do not change it. */
    updated_at: instant,
  })
  .meta({ id: 'Notification' });

/** @public */
export type Notification = z.output<typeof notification>;

const marks = {
  is_read: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  /** In the future; null ends the snooze. */
  snoozed_until: instantInput.nullable().optional(),
};

/** @public */
export const notificationPatch = z
  .object(marks)
  .meta({ id: 'NotificationPatch' });

/** @public */
export type NotificationPatch = z.output<typeof notificationPatch>;

/** @public */
export const notificationsPatch = z
  .object({
    ids: z.array(uuid).min(1).max(MAX_NOTIFICATIONS_AT_ONCE),
    ...marks,
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

/** What another plugin tells people. @public */
export const newNotification = z
  .object({
    workspace: slug,
    /** Users and Groups; null for the workspace's admins. */
    recipients: z.array(recipientRef).min(1).max(1_000).nullable(),
    type: notificationType,
    title: requiredLine(MAX_NOTIFICATION_TITLE),
    body: multiLine(MAX_NOTIFICATION_BODY).nullish(),
    target_url: notificationTarget.nullish(),
    severity: notificationSeverity.default('normal'),
    meta: meta.nullish(),
    /** While the person has not read it, the same key counts instead of adding. */
    dedupe_key: z.string().min(1).max(255).nullish(),
  })
  .meta({ id: 'NewNotification' });

/** @public */
export type NewNotification = z.output<typeof newNotification>;

/** The same, where what has a default may be left out. @public */
export type NewNotificationInput = z.input<typeof newNotification>;
