import { notificationSeverities } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { callboardActor } from '../../../access/actor';
import { readInstant } from '../../../database/dialect';
import { MailedNotification } from '../../mail/MailSource';
import { eventVisibilityCodes } from '../eventVisibility';
import { toThreadReference } from '../reading/NotificationRow';
import { ANNOUNCEMENT_TYPE } from '../announcements/announcementType';

/** Selects the notifications of an email. */
export function selectMailed(rows: Knex.QueryBuilder): Knex.QueryBuilder {
  return rows
    .innerJoin(
      'notification_events',
      'notification_events.id',
      'notifications.notification_event_id',
    )
    .innerJoin('workspaces', 'workspaces.id', 'notifications.workspace_id')
    .leftJoin('projects', join =>
      join
        .on('projects.id', 'notifications.project_id')
        // These are delivered whether or not the user has access to the project.
        .andOnVal(
          'notifications.visibility',
          '<>',
          eventVisibilityCodes.recipients,
        ),
    )
    .leftJoin('people', 'people.user_ref', 'notification_events.actor_ref')
    .select(
      'notifications.id',
      'notifications.type',
      'notifications.project_id',
      'notifications.severity',
      'notifications.count',
      'notifications.visibility',
      'notifications.workspace_id',
      'notifications.updated_at',
      'notification_events.title',
      'notification_events.body',
      'notification_events.target_url',
      'notification_events.reason',
      'notification_events.work_item_id',
      'notification_events.actor_ref',
      'people.display_name as actor_name',
      'workspaces.name as workspace_name',
      'projects.name as project_name',
    );
}

/**
 * Reads a row of `selectMailed`.
 *
 * @param label - the label of its type
 */
export function readMailed(row: any, label: string): MailedNotification {
  return {
    id: row.id,
    type: row.type,
    label,
    title: row.title,
    body: row.body,
    target_url: row.target_url,
    severity: notificationSeverities[row.severity],
    count: row.count,
    reason: row.reason,
    actor_name:
      row.actor_ref === callboardActor.user_ref
        ? callboardActor.display_name
        : row.actor_name ?? row.actor_ref,
    workspace_id: row.workspace_id,
    workspace_name: row.workspace_name,
    project_name: row.project_name,
    work_item_id: toThreadReference(row)?.work_item_id ?? null,
    created_at: readInstant(row.updated_at),
    is_announcement: row.type === ANNOUNCEMENT_TYPE,
  };
}
