import { Knex } from 'knex';

/** Notifications with what their notices say. */
export function selectNotifications(knex: Knex): Knex.QueryBuilder {
  return knex('notifications')
    .innerJoin('notices', 'notices.id', 'notifications.notice_id')
    .innerJoin('workspaces', 'workspaces.id', 'notifications.workspace_id')
    .select(
      'notifications.*',
      'workspaces.slug',
      'notices.title',
      'notices.body',
      'notices.target_url',
      'notices.meta',
      'notices.actor_ref',
      'notices.rule',
      'notices.reason',
      'notices.work_item_id',
    );
}
