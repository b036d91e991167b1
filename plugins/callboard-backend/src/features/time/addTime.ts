import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { FeatureTables } from '../../database/FeatureTables';
import { StaffServices } from '../staff/addStaff';
import { addWorkCalendar } from './calendar/addWorkCalendar';
import { addCalendarFeed } from './calendarFeed/addCalendarFeed';
import { addCapacity } from './reports/Capacity';
import { addEstimates } from './reports/Estimates';
import { addWorklogImport } from './imports/WorklogImporter';
import { updateWorklogDepartments } from './people/departmentHistory';
import { addPeriods } from './periods/addPeriods';
import { addSuggestions } from './suggestions/addSuggestions';
import { addTimers } from './timers/addTimers';
import { TimeSubfeature, TimeServices } from './TimeServices';
import { addTimesheets } from './timesheets/addTimesheets';
import { addWorklogs } from './worklogs/addWorklogs';
import { LoggableItems } from './worklogs/LoggableItems';
import { WorklogChanges } from './worklogs/WorklogChanges';
import { WorklogReader } from './worklogs/WorklogReader';
import { WorklogReadModel } from './worklogs/WorklogReadModel';
import { WorklogStore } from './worklogs/WorklogStore';

/** The tables of the time domain and their personal columns. */
const timeData: FeatureTables = {
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

/** The notifications of `LogReminders`, which no change event triggers. */
const reminderNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'worklog.reminder',
      label: 'Reminder to log your time',
      description:
        'Once per working day if you logged less than expected and the workspace sends reminders.',
    },
  ],
  rules: [],
};

/** Adds the time domain: worklogs, timers, timesheets, periods and reports. */
export async function addTime(
  core: Core,
  { staffChanges }: Pick<StaffServices, 'staffChanges'>,
): Promise<Feature<{ reader: WorklogReader }>> {
  staffChanges.onMoved(updateWorklogDepartments);
  const store = new WorklogStore();
  // A long list would block other requests on the main connection, so lists use the reader.
  const readModel = new WorklogReadModel(core.reader);
  const parts: TimeServices = {
    store,
    worklogChanges: new WorklogChanges(store),
    items: new LoggableItems(core.audience),
    readModel,
    worklogReader: new WorklogReader({ knex: core.knex, store, readModel }),
  };
  addWorkCalendar(core);
  addCapacity(core);
  addEstimates(core);
  addTimesheets(core, parts);
  addSuggestions(core, parts);
  await addCalendarFeed(core);
  const subfeatures: TimeSubfeature[] = [
    addWorklogs(core, parts),
    addWorklogImport(core, parts),
    addPeriods(core),
    addTimers(core, parts),
    { notifications: reminderNotifications },
  ];
  return {
    data: timeData,
    services: { reader: parts.worklogReader },
    resolvers: subfeatures.flatMap(({ resolvers = [] }) => resolvers),
    notifications: {
      types: subfeatures.flatMap(
        ({ notifications }) => notifications?.types ?? [],
      ),
      rules: subfeatures.flatMap(
        ({ notifications }) => notifications?.rules ?? [],
      ),
    },
    seeding: Object.assign({}, ...subfeatures.map(({ seeding }) => seeding)),
  };
}
