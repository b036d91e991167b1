import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { TimesheetReader } from './TimesheetReader';
import { TimesheetSaver } from './TimesheetSaver';

/** Binds the endpoints of timesheets. */
export function bindTimesheets(
  router: ContractRouter,
  { reader, saver }: { reader: TimesheetReader; saver: TimesheetSaver },
): void {
  router.handle(endpoints.getTimesheet, context =>
    reader.read(context, context.query),
  );
  router.handle(endpoints.saveTimesheet, context =>
    saver.save(context, context.body),
  );
}
