import { declareUserRows, FeatureTables } from '../../database/FeatureTables';

export const notificationData: FeatureTables = {
  domain: 'notifications',
  personal: [
    {
      table: 'notification_events',
      identifiedBy: [{ column: 'actor_ref', holds: 'user_ref' }],
      columns: ['title', 'body', 'meta', 'reason'],
      // The actor may have written the body. Titles and reasons describe the event.
      erasure: { body: null },
    },
    // The bodies of these events are the reasons that approvers wrote about the person.
    {
      table: 'notification_events',
      identifiedBy: [
        {
          column: 'audience',
          path: '$.to.refs[*]',
          holds: 'user_ref',
          where: { type: ['period.rejected', 'period.reopened'] },
        },
      ],
      columns: [],
      erasure: { body: null },
    },
    declareUserRows('notifications', [
      'notification_event_id',
      'type',
      'is_archived',
      'snoozed_until',
    ]),
    declareUserRows('notified_actions', ['notification_event_id']),
    declareUserRows('unread_notifications', [
      'notification_event_id',
      'type',
      'is_archived',
      'snoozed_until',
      'dedupe_key',
    ]),
    declareUserRows('notification_readings', ['read_at', 'type']),
    declareUserRows('notification_preferences', [
      'type',
      'bell',
      'email',
      'browser',
      'digest',
    ]),
    declareUserRows('unmuted_types', ['type', 'unmuted_at']),
    declareUserRows('notification_settings', [
      'digest_frequency',
      'digest_at',
      'digest_weekday',
      'timezone',
      'quiet_from',
      'quiet_to',
    ]),
    declareUserRows('subscriptions', ['thread_id', 'project_id', 'level']),
  ],
};
