import {
  notificationSeverities,
  Notification,
} from '@callboard/plugin-callboard-common';
import {
  readInstant,
  readJson,
  readOptionalInstant,
} from '../../../database/dialect';
import { eventVisibilityCodes } from '../dispatch/NotificationEvent';

/** A notification of one recipient, with the content of its notification event. */
export type NotificationRow = Notification & {
  /** When the user was last notified of it; while snoozed, the end of the snooze. */
  sort_at: string;
};

export function readNotification(row: any): NotificationRow {
  return {
    id: row.id,
    workspace_id: row.workspace_id,
    workspace_slug: row.slug,
    type: row.type,
    title: row.title,
    body: row.body,
    target_url: row.target_url,
    severity: notificationSeverities[row.severity],
    meta: readJson<any>(row.meta),
    actor_ref: row.actor_ref,
    is_read: Boolean(row.is_read),
    is_archived: Boolean(row.is_archived),
    snoozed_until: readOptionalInstant(row.snoozed_until),
    count: row.count,
    reason: { rule: row.rule, text: row.reason },
    thread: toThreadReference(row),
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
    sort_at: readInstant(row.sort_at),
  };
}

/** Returns the thread of a notification; null if the user was notified without an access check. */
export function toThreadReference({
  project_id,
  work_item_id,
  visibility,
}: any): Notification['thread'] {
  return project_id === null || visibility === eventVisibilityCodes.recipients
    ? null
    : { project_id, work_item_id };
}

/** Converts a notification to the API's format, without a snooze that has ended. */
export function toNotificationResponse(
  { sort_at: _, ...row }: NotificationRow,
  now: number,
): Notification {
  const { snoozed_until } = row;
  const isSnoozed = snoozed_until !== null && Date.parse(snoozed_until) > now;
  return { ...row, snoozed_until: isSnoozed ? snoozed_until : null };
}
