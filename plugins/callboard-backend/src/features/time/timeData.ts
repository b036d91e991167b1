import { StoredData } from '../../database/StoredData';

/** What people spent their time on, and when they work. */
export const timeData: StoredData = {
  tables: [
    'time_reminders',
    'calendar_feeds',
    'time_dismissals',
    'kept_times',
    'timers',
    'time_off',
    'holidays',
    'time_period_steps',
    'time_periods',
    'time_people',
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
    },
    {
      table: 'time_people',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['minutes_per_weekday'],
    },
    {
      table: 'time_periods',
      identifiedBy: [{ column: 'member_id', holds: 'user_ref' }],
      columns: ['week_start', 'week_end', 'status', 'reason'],
    },
    {
      table: 'time_periods',
      identifiedBy: [{ column: 'decided_by', holds: 'user_ref' }],
      columns: [],
    },
    {
      table: 'time_period_steps',
      identifiedBy: [{ column: 'actor_ref', holds: 'user_ref' }],
      columns: ['reason'],
    },
    {
      table: 'time_off',
      identifiedBy: [{ column: 'member_id', holds: 'user_ref' }],
      columns: ['date_from', 'date_to', 'minutes_per_day', 'kind'],
    },
    {
      table: 'time_off',
      identifiedBy: [{ column: 'created_by', holds: 'user_ref' }],
      columns: [],
    },
    {
      table: 'timers',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['work_item_id', 'started_at', 'description'],
    },
    {
      table: 'kept_times',
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
    },
    {
      table: 'time_dismissals',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['date', 'suggestion_id'],
    },
    {
      table: 'calendar_feeds',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['token_hash'],
    },
    {
      table: 'time_reminders',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['date'],
    },
  ],
  impersonal: { holidays: ['name'] },
};
