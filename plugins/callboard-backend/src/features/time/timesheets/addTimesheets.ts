import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { TimeServices } from '../TimeServices';
import { TimesheetReader } from './TimesheetReader';
import { TimesheetSaver } from './TimesheetSaver';

/** Adds the endpoints that read and save people's weekly timesheets. */
export function addTimesheets(core: Core, parts: TimeServices): void {
  const { knex, changes, clock, audience, router } = core;
  const reader = new TimesheetReader({ knex, clock, audience });
  const saver = new TimesheetSaver({ changes, reader, ...parts });
  router.handle(endpoints.getTimesheet, context =>
    reader.read(context, context.query),
  );
  router.handle(endpoints.saveTimesheet, context =>
    saver.save(context, context.body),
  );
}
