import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { StaffServices } from '../staff/StaffServices';
import { addWorkCalendar } from './calendar/addWorkCalendar';
import { addCalendarFeed } from './calendarFeed/addCalendarFeed';
import { addCapacity } from './capacity/addCapacity';
import { addEstimates } from './estimates/addEstimates';
import { addWorklogImport } from './imports/addWorklogImport';
import { EntryDepartments } from './people/EntryDepartments';
import { TimePeople } from './people/TimePeople';
import { addPeriods } from './periods/addPeriods';
import { reminderNotifications } from './reminders/reminderNotifications';
import { addSuggestions } from './suggestions/addSuggestions';
import { addTimers } from './timers/addTimers';
import { timeData } from './timeData';
import { TimeSubfeature } from './TimeSubfeature';
import { TimeParts } from './TimeParts';
import { addTimesheets } from './timesheets/addTimesheets';
import { addWorklogs } from './worklogs/addWorklogs';
import { LoggableItems } from './worklogs/LoggableItems';
import { WorklogChanges } from './worklogs/WorklogChanges';
import { WorklogReader } from './worklogs/WorklogReader';
import { WorklogReadModel } from './worklogs/WorklogReadModel';
import { WorklogStore } from './worklogs/WorklogStore';

/** Adds the time domain: worklogs, timers, timesheets, periods and reports. */
export async function addTime(
  core: Core,
  { staffChanges }: Pick<StaffServices, 'staffChanges'>,
): Promise<Feature<{ reader: WorklogReader }>> {
  const departments = new EntryDepartments();
  staffChanges.onMoved((change, workspace_id, moves) =>
    departments.follow(change, workspace_id, moves),
  );
  const store = new WorklogStore();
  // Lists of very many worklogs can take long, so they use the reader connection.
  const readModel = new WorklogReadModel(core.reader);
  const parts: TimeParts = {
    store,
    worklogChanges: new WorklogChanges(store),
    people: new TimePeople(),
    items: new LoggableItems(core.audience),
    readModel,
    worklogReader: new WorklogReader({ knex: core.knex, store, readModel }),
  };
  const added: TimeSubfeature[] = [
    addWorklogs(core, parts),
    addWorkCalendar(core, parts),
    addCapacity(core),
    addEstimates(core),
    addWorklogImport(core, parts),
    addTimesheets(core, parts),
    addPeriods(core, parts),
    addTimers(core, parts),
    addSuggestions(core, parts),
    await addCalendarFeed(core),
    { notifications: reminderNotifications },
  ];
  return {
    data: timeData,
    services: { reader: parts.worklogReader },
    resolvers: added.flatMap(({ resolvers = [] }) => resolvers),
    notifications: {
      types: added.flatMap(({ notifications }) => notifications?.types ?? []),
      rules: added.flatMap(({ notifications }) => notifications?.rules ?? []),
    },
    seeding: Object.assign({}, ...added.map(({ seeding }) => seeding)),
    async start() {
      for (const part of added) await part.start?.();
    },
  };
}
