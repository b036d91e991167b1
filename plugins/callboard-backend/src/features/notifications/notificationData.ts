import { FeatureTables } from '../../database/FeatureTables';

const person = [{ column: 'user_ref', holds: 'user_ref' as const }];

export const notificationData: FeatureTables = {
  domain: 'notifications',
  tables: [
    'announcements',
    'subscriptions',
    'notification_settings',
    'notification_preferences',
    'notification_readings',
    'unread_notifications',
    'notifications',
    'notified_actions',
    'notification_events',
  ],
  personal: [
    {
      table: 'notification_events',
      identifiedBy: [{ column: 'actor_ref', holds: 'user_ref' }],
      columns: ['title', 'body', 'meta', 'reason'],
      // The actor may have written the body. Titles and reasons describe the event.
      erasure: { body: null },
    },
    {
      table: 'notifications',
      identifiedBy: person,
      columns: [
        'notification_event_id',
        'type',
        'is_archived',
        'snoozed_until',
      ],
      erasure: 'row',
    },
    {
      table: 'notified_actions',
      identifiedBy: person,
      columns: ['notification_event_id'],
      erasure: 'row',
    },
    {
      table: 'unread_notifications',
      identifiedBy: person,
      columns: [
        'notification_event_id',
        'type',
        'is_archived',
        'snoozed_until',
        'dedupe_key',
      ],
      erasure: 'row',
    },
    {
      table: 'notification_readings',
      identifiedBy: person,
      columns: ['read_at', 'type'],
      erasure: 'row',
    },
    {
      table: 'notification_preferences',
      identifiedBy: person,
      columns: ['type', 'bell', 'email', 'browser', 'digest'],
      erasure: 'row',
    },
    {
      table: 'notification_settings',
      identifiedBy: person,
      columns: [
        'digest_frequency',
        'digest_at',
        'digest_weekday',
        'timezone',
        'quiet_from',
        'quiet_to',
      ],
      erasure: 'row',
    },
    {
      table: 'subscriptions',
      identifiedBy: person,
      columns: ['thread_id', 'project_id', 'level'],
      erasure: 'row',
    },
  ],
  nonPersonalColumns: {},
};
