import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { StaffServices } from '../staff/addStaff';
import { WorkServices } from '../work/WorkServices';
import { addBalances } from './balances/addBalances';
import { addWorkCalendar } from './calendar/addWorkCalendar';
import { addCalendarFeed } from './calendarFeed/addCalendarFeed';
import { addCapacity } from './reports/Capacity';
import { addEstimates } from './reports/Estimates';
import { addWorklogImport } from './imports/importWorklogs';
import { updateWorklogDepartments } from './people/departmentHistory';
import { addPeriods } from './periods/addPeriods';
import { addSuggestions } from './suggestions/addSuggestions';
import { addTimers } from './timers/addTimers';
import { TimeCore, TimeSubfeature } from './TimeCore';
import { addTimesheets } from './timesheets/addTimesheets';
import { addWorklogs } from './worklogs/addWorklogs';
import { LoggableItems } from './worklogs/LoggableItems';
import { WorklogIngestion } from './worklogs/WorklogIngestion';
import { timeData } from './timeData';

/**
 * Declares the notifications of `LogReminders`. They have no rules: no change event triggers them.
 */
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

/**
 * Adds the time domain: work calendars, worklogs with their import and calendar feeds, timers,
 * suggestions, timesheets, periods, balances and reports.
 */
export async function addTime(
  baseCore: Core,
  staff: Pick<StaffServices, 'staffChanges'> | undefined,
  work: Pick<WorkServices, 'items' | 'hiddenContents'>,
): Promise<Feature<{ ingestion: WorklogIngestion }>> {
  staff?.staffChanges.onMoved(updateWorklogDepartments);
  const core: TimeCore = {
    ...baseCore,
    items: new LoggableItems(baseCore.audience),
  };
  addWorkCalendar(core);
  addCapacity(core);
  addBalances(core);
  addEstimates(core);
  addTimesheets(core);
  addSuggestions(core);
  await addCalendarFeed(core);
  const subfeatures: TimeSubfeature[] = [
    addWorklogs(core),
    addWorklogImport(core, work.items),
    addPeriods(core),
    addTimers(core),
    { notifications: reminderNotifications },
  ];
  const ingestion = new WorklogIngestion(core);
  work.hiddenContents.push(ingestion);
  return {
    data: timeData,
    services: { ingestion },
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
