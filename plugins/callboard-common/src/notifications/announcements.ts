import { z } from 'zod';
import { instant, uuid } from '../contract/primitives';
import { requiredLine, multiLine } from '../contract/text';
import {
  MAX_NOTIFICATION_BODY,
  MAX_NOTIFICATION_TITLE,
  notificationSeverity,
  notificationTarget,
  recipientRef,
} from './schemas';

/** Whom an announcement is for, within its workspace. @public */
export const announcementAudience = z
  .union([
    /** All members and guests of the workspace. */
    z.strictObject({ everyone: z.literal(true) }),
    /** The staff of a department; with those below it unless told otherwise. */
    z.strictObject({
      department_id: uuid,
      recursive: z.boolean().default(true),
    }),
    /** The members of a project. */
    z.strictObject({ project_id: uuid }),
    z.strictObject({ refs: z.array(recipientRef).min(1).max(1_000) }),
  ])
  .meta({ id: 'AnnouncementAudience' });

/** @public */
export type AnnouncementAudience = z.output<typeof announcementAudience>;

/** @public */
export const newAnnouncement = z
  .object({
    title: requiredLine(MAX_NOTIFICATION_TITLE),
    body: multiLine(MAX_NOTIFICATION_BODY).nullish(),
    target_url: notificationTarget.nullish(),
    severity: notificationSeverity.default('normal'),
    to: announcementAudience,
  })
  .meta({ id: 'NewAnnouncement' });

/** @public */
export type NewAnnouncement = z.output<typeof newAnnouncement>;

/** Something the admins of a workspace have told its people. @public */
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
    /** How many people it has reached so far. */
    recipient_count: z.int().min(0),
    /** How many of them have read it. */
    read_count: z.int().min(0),
    created_at: instant,
  })
  .meta({ id: 'Announcement' });

/** @public */
export type Announcement = z.output<typeof announcement>;
