import { declareUserRows, FeatureTables } from '../../database/FeatureTables';

export const timeData: FeatureTables = {
  domain: 'time',
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
      table: 'past_work_schedules',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['last_day', 'minutes_per_weekday'],
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
    // The steps of the person's periods: approvers wrote the reasons about the person.
    {
      table: 'time_period_steps',
      identifiedBy: [{ column: 'member_id', holds: 'user_ref' }],
      columns: ['action', 'reason', 'created_at'],
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
      table: 'time_adjustments',
      identifiedBy: [{ column: 'member_id', holds: 'user_ref' }],
      columns: ['date', 'minutes', 'reason'],
      erasure: { reason: '' },
    },
    {
      table: 'time_adjustments',
      identifiedBy: [{ column: 'created_by', holds: 'user_ref' }],
      columns: [],
      erasure: {},
    },
    declareUserRows(
      'leave_entitlements',
      ['kind', 'year', 'days'],
      'member_id',
    ),
    declareUserRows('timers', ['work_item_id', 'started_at', 'description']),
    declareUserRows('unlogged_times', [
      'work_item_id',
      'date',
      'started_at',
      'ended_at',
      'minutes',
      'description',
      'reason',
    ]),
    declareUserRows('time_dismissals', ['date', 'suggestion_id']),
    {
      table: 'calendar_feeds',
      identifiedBy: [{ column: 'user_ref', holds: 'user_ref' }],
      columns: ['token_hash'],
      secrets: ['token_hash'],
      erasure: 'row',
    },
    declareUserRows('time_reminders', ['date']),
    declareUserRows('worklog_import_mappings', ['kind', 'name', 'value']),
    declareUserRows('worklog_import_mappings', ['kind', 'name'], 'value'),
  ],
  nonPersonalColumns: { holidays: ['name'] },
};
