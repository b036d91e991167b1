import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  booleanParameter,
  cursorParameter,
  instantInput,
  createIntegerParameter,
  slug,
  uuid,
  timeZone,
} from '../contract/primitives';
import {
  MAX_NOTIFICATIONS_PER_REQUEST,
  newNotification,
  notification,
  notificationPatch,
  notificationSeverity,
  notificationsPatch,
  notificationType,
} from './schemas';
import { permissions } from '../permissions';

const { get, post, put, patch } = createEndpointDefiners('Notifications');

/** The channels of notifications. @public */
export const notificationChannels = [
  'bell',
  'email',
  'browser',
  'digest',
] as const;

/** @public */
export type NotificationChannel = (typeof notificationChannels)[number];

/** A time of day in the user's zone, `HH:MM`. @public */
export const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30');

const channels = z.strictObject({
  bell: z.boolean(),
  email: z.boolean(),
  browser: z.boolean(),
  digest: z.boolean(),
});

/** The channels of one notification type. */
const typePreference = z.strictObject({
  type: z.string(),
  label: z.string(),
  /** If true, users cannot switch the type off in the bell. */
  is_mandatory: z.boolean(),
  /** Whether the type is sent by email only; the other channels then have no effect. */
  is_mail_only: z.boolean().optional(),
  channels,
});

/** The notification preferences of a user. @public */
export const notificationPreferences = z
  .strictObject({
    types: z.array(typePreference).max(500),
    digest: z.strictObject({
      frequency: z.enum(['off', 'daily', 'weekly']),
      at: timeOfDay,
      /** 1 for Monday to 7 for Sunday; used only if `frequency` is `weekly`. */
      weekday: z.int().min(1).max(7),
    }),
    timezone: z.string(),
    /** No emails and no desktop notifications (`browser`) at these times; may span midnight. */
    quiet_hours: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable(),
  })
  .meta({ id: 'NotificationPreferences' });

/** The preferences in a request, in which `timezone` must be a known time zone. @public */
export const notificationPreferencesInput = notificationPreferences
  .extend({ timezone: timeZone })
  .meta({ id: 'NotificationPreferencesInput' });

/** @public */
export type NotificationPreferences = z.output<typeof notificationPreferences>;

const access = { kind: 'user' } as const;

/** @public */
export const notificationEndpoints = {
  listNotifications: get('/notifications', {
    summary:
      "List the caller's notifications, newest first; by default, omits archived and snoozed notifications",
    access,
    query: z.strictObject({
      /** If true, lists only unread notifications. */
      only_unread: booleanParameter.optional(),
      /** If true, lists only archived notifications; otherwise, omits them. */
      archived: booleanParameter.optional(),
      /** If true, lists only snoozed notifications; otherwise, omits them. */
      snoozed: booleanParameter.optional(),
      type: notificationType.optional(),
      severity: notificationSeverity.optional(),
      workspace: slug.optional(),
      limit: createIntegerParameter(1, MAX_NOTIFICATIONS_PER_REQUEST).default(
        20,
      ),
      cursor: cursorParameter.optional(),
    }),
    response: z.strictObject({
      items: z.array(notification),
      /**
       * The number of unread notifications in all workspaces, regardless of the filters. Excludes
       * archived and snoozed notifications.
       */
      unread_count: z.int().min(0),
      next_cursor: z.string().nullable(),
    }),
  }),
  getUnreadCount: get('/notifications/unread-count', {
    summary:
      "Count the caller's unread notifications, except archived and snoozed notifications",
    access,
    response: z.strictObject({ unread_count: z.int().min(0) }),
  }),
  updateNotification: patch('/notifications/{id}', {
    summary: 'Mark a notification as read, archive it or snooze it',
    access,
    permission: permissions.notification.update,
    body: notificationPatch,
    response: notification,
  }),
  updateManyNotifications: patch('/notifications', {
    summary:
      "Mark many notifications as read, archive or snooze them; ignores ids of other users' notifications",
    access,
    permission: permissions.notification.update,
    body: notificationsPatch,
    response: z.strictObject({ updated: z.int().min(0) }),
  }),
  markAllNotificationsRead: post('/notifications/mark-all-read', {
    summary: 'Mark all notifications as read, except archived and snoozed ones',
    access,
    permission: permissions.notification.update,
    body: z
      .object({
        /** Marks only notifications from before this instant. */
        before: instantInput.nullish(),
        type: notificationType.nullish(),
      })
      .meta({ id: 'MarkAllRead' })
      .prefault({}),
    response: z.strictObject({ updated: z.int().min(0) }),
  }),
  createNotification: post('/notifications', {
    summary: 'Notify users, from another Backstage plugin',
    access: { kind: 'service' },
    permission: permissions.notification.create,
    body: newNotification,
    status: 202,
    response: z.strictObject({ id: uuid }),
  }),
  getNotificationPreferences: get('/notifications/preferences', {
    summary: "Get the caller's notification preferences",
    access,
    response: notificationPreferences,
  }),
  putNotificationPreferences: put('/notifications/preferences', {
    summary:
      "Replace the caller's notification preferences; the body has the form of the GET response",
    access,
    permission: permissions.notificationPreferences.update,
    body: notificationPreferencesInput,
    response: notificationPreferences,
  }),
};
