import { endpoints } from '@callboard/plugin-callboard-common';
import { TimeCore } from '../TimeCore';
import { readTimesheet } from './readTimesheet';
import { saveTimesheet } from './saveTimesheet';

/** Adds the endpoints that read and save people's weekly timesheets. */
export function addTimesheets(core: TimeCore): void {
  core.router.handle(endpoints.getTimesheet, context =>
    readTimesheet(core, context, context.query),
  );
  core.router.handle(endpoints.saveTimesheet, context =>
    saveTimesheet(core, context, context.body),
  );
}
