import { FeatureTables } from '../../database/FeatureTables';

/** The tables of the time domain and their personal columns. */
export const timeData: FeatureTables = {
  domain: 'time',
  tables: [
    'time_reminders',
    'calendar_feeds',
    'time_dismissals',
    'unlogged_times',
    'timers',
    'time_off',
    'holidays',
    'time_period_steps',
    'time_periods',
    'time_people',
    'worklog_sources',
    'worklogs',
  ],
  personal: [
    {
      table: 'worklogs',
      identifiedBy: [{ column: 'logged_by', holds: 'user_ref' }],
      columns: [
        'department_id',
        'duration_minutes',
        'description',
        'search_text',
        'logged_at',
        'started_at',
        'activity_type',
      ],
      // Erasure retains the minutes and the item.
      erasure: { description: null, search_text: '', started_at: null },
    },
    {
      table: 'time_people',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['minutes_per_weekday'],
      erasure: {},
    },
    {
      table: 'time_periods',
      identifiedBy: [{ column: 'member_id', holds: 'user_ref' }],
      columns: ['week_start', 'week_end', 'status', 'reason'],
      erasure: { reason: null },
    },
    {
      table: 'time_periods',
      identifiedBy: [{ column: 'decided_by', holds: 'user_ref' }],
      columns: [],
      erasure: { reason: null },
    },
    {
      table: 'time_period_steps',
      identifiedBy: [{ column: 'actor_ref', holds: 'user_ref' }],
      columns: ['reason'],
      erasure: { reason: null },
    },
    {
      table: 'time_off',
      identifiedBy: [{ column: 'member_id', holds: 'user_ref' }],
      columns: ['date_from', 'date_to', 'minutes_per_day', 'kind'],
      erasure: { kind: 'other' },
    },
    {
      table: 'time_off',
      identifiedBy: [{ column: 'created_by', holds: 'user_ref' }],
      columns: [],
      erasure: {},
    },
    {
      table: 'timers',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['work_item_id', 'started_at', 'description'],
      erasure: 'row',
    },
    {
      table: 'unlogged_times',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: [
        'work_item_id',
        'date',
        'started_at',
        'ended_at',
        'minutes',
        'description',
        'reason',
      ],
      erasure: 'row',
    },
    {
      table: 'time_dismissals',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['date', 'suggestion_id'],
      erasure: 'row',
    },
    {
      table: 'calendar_feeds',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['token_hash'],
      secrets: ['token_hash'],
      erasure: 'row',
    },
    {
      table: 'time_reminders',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['date'],
      erasure: 'row',
    },
  ],
  nonPersonalColumns: { holidays: ['name'] },
};
