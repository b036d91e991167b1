import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  booleanParameter,
  cursorParameter,
  instantInput,
  createIntegerParameter,
  slug,
  uuid,
} from '../contract/primitives';
import { notificationsTag } from './common';
import {
  notificationPreferences,
  notificationPreferencesInput,
} from './preferences';
import {
  MAX_NOTIFICATIONS_AT_ONCE,
  newNotification,
  notification,
  notificationPatch,
  notificationSeverity,
  notificationsPatch,
  notificationType,
} from './schemas';

const access = { kind: 'user' } as const;

/** @public */
export const notificationEndpoints = {
  listNotifications: defineEndpoint({
    method: 'GET',
    path: '/notifications',
    tag: notificationsTag,
    summary:
      "List the caller's notifications, newest first; snoozed and archived ones only on request",
    access,
    query: z.strictObject({
      only_unread: booleanParameter.optional(),
      /** Only archived ones. */
      archived: booleanParameter.optional(),
      /** Only snoozed ones. */
      snoozed: booleanParameter.optional(),
      type: notificationType.optional(),
      severity: notificationSeverity.optional(),
      workspace: slug.optional(),
      limit: createIntegerParameter(1, MAX_NOTIFICATIONS_AT_ONCE).default(20),
      cursor: cursorParameter.optional(),
    }),
    response: z.strictObject({
      items: z.array(notification),
      /** Across all workspaces, regardless of filters. */
      unread_count: z.int().min(0),
      next_cursor: z.string().nullable(),
    }),
  }),
  getUnreadCount: defineEndpoint({
    method: 'GET',
    path: '/notifications/unread-count',
    tag: notificationsTag,
    summary: "Count the caller's unread notifications",
    access,
    response: z.strictObject({ unread_count: z.int().min(0) }),
  }),
  updateNotification: defineEndpoint({
    method: 'PATCH',
    path: '/notifications/{id}',
    tag: notificationsTag,
    summary: 'Mark a notification as read, archive it or snooze it',
    access,
    params: z.strictObject({ id: uuid }),
    body: notificationPatch,
    response: notification,
  }),
  updateManyNotifications: defineEndpoint({
    method: 'PATCH',
    path: '/notifications',
    tag: notificationsTag,
    summary:
      'Mark many notifications as read, archive or snooze them; ids of other users are ignored',
    access,
    body: notificationsPatch,
    response: z.strictObject({ updated: z.int().min(0) }),
  }),
  markAllNotificationsRead: defineEndpoint({
    method: 'POST',
    path: '/notifications/mark-all-read',
    tag: notificationsTag,
    summary:
      'Mark all present notifications as read, except archived and snoozed ones',
    access,
    body: z
      .object({
        /** Only notifications before this instant. */
        before: instantInput.nullish(),
        type: notificationType.nullish(),
      })
      .meta({ id: 'MarkAllRead' }),
    status: 200,
    response: z.strictObject({ updated: z.int().min(0) }),
  }),
  createNotification: defineEndpoint({
    method: 'POST',
    path: '/notifications',
    tag: notificationsTag,
    summary: 'Notify users, as a plugin of the portal',
    access: { kind: 'service' },
    body: newNotification,
    status: 202,
    response: z.strictObject({ id: uuid }),
  }),
  getNotificationPreferences: defineEndpoint({
    method: 'GET',
    path: '/notifications/preferences',
    tag: notificationsTag,
    summary: "Get the caller's notification preferences",
    access,
    response: notificationPreferences,
  }),
  putNotificationPreferences: defineEndpoint({
    method: 'PUT',
    path: '/notifications/preferences',
    tag: notificationsTag,
    summary:
      "Replace the caller's notification preferences; accepts the response of GET",
    access,
    body: notificationPreferencesInput,
    response: notificationPreferences,
  }),
};
