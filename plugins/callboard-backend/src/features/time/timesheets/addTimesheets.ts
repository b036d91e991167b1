import { endpoints } from '@callboard/plugin-callboard-common';
import { TimeCore } from '../TimeCore';
import { TimesheetReader } from './TimesheetReader';
import { TimesheetSaver } from './TimesheetSaver';

/** Adds the endpoints that read and save people's weekly timesheets. */
export function addTimesheets(core: TimeCore): void {
  const reader = new TimesheetReader(core);
  const saver = new TimesheetSaver(core, reader);
  core.router.handle(endpoints.getTimesheet, context =>
    reader.read(context, context.query),
  );
  core.router.handle(endpoints.saveTimesheet, context =>
    saver.save(context, context.body),
  );
}
