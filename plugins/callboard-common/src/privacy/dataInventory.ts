/**
 * The tables of Callboard's database, grouped into areas for users, as in the response of
 * `GET /me/data`. The screens have labels for areas and tables; the API and the download use these
 * names.
 *
 * @public
 */
export const dataInventory = {
  people: ['people'],
  members: ['memberships', 'membership_sources'],
  departments: ['departments', 'department_links'],
  staff: ['staff', 'staff_transfers'],
  workspaces: ['workspaces'],
  projects: ['projects', 'project_owners'],
  work: [
    'work_items',
    'work_item_assignees',
    'work_item_comments',
    'work_item_comment_mentions',
    'work_item_comment_tombstones',
    'work_item_labels',
    'work_item_states',
    'work_item_tombstones',
    'work_labels',
    'work_states',
    'work_cycles',
    'work_modules',
    'work_setting_sources',
    'work_source_cursors',
    'project_counters',
  ],
  reminders: ['work_reminders'],
  time: [
    'worklogs',
    'timers',
    'unlogged_times',
    'time_off',
    'time_people',
    'time_periods',
    'time_period_steps',
    'time_reminders',
    'time_dismissals',
    'holidays',
    'calendar_feeds',
  ],
  dashboards: [
    'dashboards',
    'dashboard_widgets',
    'dashboard_favourites',
    'dashboard_subscriptions',
    'dashboard_schedules',
    'threshold_checks',
    'crossed_thresholds',
  ],
  notifications: [
    'notifications',
    'unread_notifications',
    'notification_readings',
    'notification_preferences',
    'notification_settings',
    'notification_events',
    'notified_actions',
    'subscriptions',
    'announcements',
  ],
  mail: ['mails', 'digests', 'digest_backfill', 'mail_server'],
  activity: [
    'activity',
    'activity_readers',
    'activity_client_events',
    'activity_people',
    'activity_texts',
    'activity_text_rows',
    'activity_days',
    'activity_quarter_hours',
    'activity_person_days',
    'activity_shared_days',
    'activity_shared_quarter_hours',
    'activity_shared_person_days',
    'activity_rollup_watermark',
  ],
  accessLog: ['access_log'],
  critical: [
    'critical_events',
    'critical_counts',
    'critical_rules',
    'critical_watermark',
    'activity_privacy',
  ],
  integrity: [
    'activity_verifications',
    'activity_amendments',
    'activity_sealed_rows',
    'activity_seals',
    'activity_seal_watermark',
  ],
  erasures: ['erasures'],
  retention: ['retention_rules'],
  pseudonyms: ['pseudonym_key'],
  webhooks: [
    'webhooks',
    'webhook_events',
    'webhook_deliveries',
    'webhook_attempts',
    'webhook_keys',
  ],
  access: ['ownership_refs'],
  outbox: ['outbox', 'outbox_dispatches', 'outbox_subscribers'],
  queue: ['jobs', 'fifo_group_wakeups'],
  live: ['live_channels'],
  seeding: ['seeds'],
} as const;

/** @public */
export type DataArea = keyof typeof dataInventory;

/** @public */
export type DataTable = (typeof dataInventory)[DataArea][number];
