import { Core } from '../../../core/Core';
import { WorkCalendar } from '../calendar/WorkCalendar';
import { ReadableItems } from '../people/ReadableItems';
import { TimeSubfeature, TimeParts } from '../TimeParts';
import { bindTimesheets } from './routes';
import { TimesheetAccess } from './TimesheetAccess';
import { TimesheetReader } from './TimesheetReader';
import { TimesheetSaver } from './TimesheetSaver';

/** Adds timesheets: people's weeks to read and fill in. */
export function addTimesheets(core: Core, parts: TimeParts): TimeSubfeature {
  const { knex, changes, clock, audience, router } = core;
  const reader = new TimesheetReader({
    knex,
    clock,
    access: new TimesheetAccess({ knex, audience }),
    items: new ReadableItems(audience),
    calendar: new WorkCalendar(),
  });
  bindTimesheets(router, {
    reader,
    saver: new TimesheetSaver({ changes, reader, ...parts }),
  });
  return {};
}
