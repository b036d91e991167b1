import { Knex } from 'knex';

/** Selects notifications with the content of their events and whether they are read. */
export function selectNotifications(knex: Knex): Knex.QueryBuilder {
  return knex('notifications')
    .innerJoin(
      'notification_events',
      'notification_events.id',
      'notifications.notification_event_id',
    )
    .innerJoin('workspaces', 'workspaces.id', 'notifications.workspace_id')
    .leftJoin(
      'unread_notifications',
      'unread_notifications.id',
      'notifications.id',
    )
    .select(
      'notifications.id',
      'notifications.workspace_id',
      'notifications.project_id',
      'notifications.visibility',
      'notifications.type',
      'notifications.severity',
      'notifications.is_archived',
      'notifications.snoozed_until',
      'notifications.count',
      'notifications.created_at',
      'notifications.updated_at',
      'notifications.sort_at',
      'workspaces.slug',
      'notification_events.title',
      'notification_events.body',
      'notification_events.target_url',
      'notification_events.meta',
      'notification_events.actor_ref',
      'notification_events.rule',
      'notification_events.reason',
      'notification_events.work_item_id',
      knex.raw('unread_notifications.id IS NULL AS is_read'),
    );
}
