import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  createPageSchema,
  omitNulls,
  pageParameters,
  uuid,
  instant,
} from '../contract/primitives';
import {
  createRequiredLineSchema,
  createMultiLineTextSchema,
} from '../contract/text';
import {
  MAX_NOTIFICATION_BODY,
  MAX_NOTIFICATION_TITLE,
  notificationSeverity,
  notificationTarget,
  recipientRef,
} from './schemas';
import { permissions } from '../permissions';

const { get, post } = createEndpointDefiners('Notifications');

/** The audience of an announcement within its workspace. @public */
export const announcementAudience = z
  .union([
    /** All members and guests of the workspace. */
    z.strictObject({ everyone: z.literal(true) }),
    /** The staff of a department, including its descendants by default. */
    z.strictObject({
      department_id: uuid,
      recursive: z.preprocess(
        value => value ?? undefined,
        z.boolean().default(true),
      ),
    }),
    /** The members of a project. */
    z.strictObject({ project_id: uuid }),
    z.strictObject({ refs: z.array(recipientRef).min(1).max(1_000) }),
  ])
  .meta({ id: 'AnnouncementAudience' });

/** @public */
export type AnnouncementAudience = z.output<typeof announcementAudience>;

/** @public */
export const newAnnouncement = omitNulls(
  z.object({
    title: createRequiredLineSchema(MAX_NOTIFICATION_TITLE),
    body: createMultiLineTextSchema(MAX_NOTIFICATION_BODY).nullish(),
    target_url: notificationTarget.nullish(),
    severity: notificationSeverity.default('normal'),
    to: announcementAudience,
  }),
).meta({ id: 'NewAnnouncement' });

/** @public */
export type NewAnnouncement = z.output<typeof newAnnouncement>;

/** An announcement by a workspace admin to members of the workspace. @public */
export const announcement = z
  .strictObject({
    id: uuid,
    title: z.string(),
    /** Plain text. */
    body: z.string().nullable(),
    target_url: z.string().nullable(),
    severity: notificationSeverity,
    to: announcementAudience,
    actor_ref: z.string().nullable(),
    status: z.enum(['sending', 'sent']),
    /** The number of recipients so far. */
    recipient_count: z.int().min(0),
    /** The number of recipients who have read the announcement. */
    read_count: z.int().min(0),
    created_at: instant,
  })
  .meta({ id: 'Announcement' });

/** @public */
export type Announcement = z.output<typeof announcement>;

const path = '/workspaces/{slug}/announcements';
const access = { kind: 'workspace', role: 'admin' } as const;

/** @public */
export const announcementEndpoints = {
  listAnnouncements: get(path, {
    summary: 'List announcements, newest first',
    access,
    permission: permissions.announcement.read,
    query: z.strictObject(pageParameters),
    response: createPageSchema(announcement),
  }),
  createAnnouncement: post(path, {
    summary: 'Announce something to members of a workspace',
    access,
    permission: permissions.announcement.create,
    body: newAnnouncement,
    status: 202,
    response: announcement,
  }),
  getAnnouncement: get(`${path}/{id}`, {
    summary: 'Get an announcement with the numbers of recipients and readers',
    access,
    permission: permissions.announcement.read,
    response: announcement,
  }),
};
