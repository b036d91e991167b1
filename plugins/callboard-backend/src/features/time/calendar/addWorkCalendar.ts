import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { HolidayService } from './HolidayService';
import { TimeOffService } from './TimeOffService';
import { TimeSettingsService } from './TimeSettingsService';
import { WorkSchedules } from './WorkSchedules';

/** Adds work schedules, holidays, time off and the time settings of a workspace. */
export function addWorkCalendar(core: Core): void {
  const { router } = core;
  const settings = new TimeSettingsService(core.workspaceService);
  router.handle(endpoints.getTimeSettings, async context =>
    settings.get(context),
  );
  router.handle(endpoints.updateTimeSettings, context =>
    settings.update(context, context.body, context.precondition),
  );

  const holidays = new HolidayService(core);
  router.handle(endpoints.listHolidays, context =>
    holidays.list(context, context.query),
  );
  router.handle(endpoints.createHoliday, context =>
    holidays.create(context, context.body),
  );
  router.handle(endpoints.deleteHoliday, context =>
    holidays.delete(context, context.params.id),
  );
  router.handle(endpoints.importHolidays, context =>
    holidays.import(context, context.body),
  );

  const timeOff = new TimeOffService(core);
  router.handle(endpoints.listTimeOff, context =>
    timeOff.list(context, context.query),
  );
  router.handle(endpoints.createTimeOff, context =>
    timeOff.create(context, context.body),
  );
  router.handle(endpoints.deleteTimeOff, context =>
    timeOff.delete(context, context.params.id),
  );

  const schedules = new WorkSchedules(core);
  router.handle(endpoints.getWorkSchedule, context =>
    schedules.get(context, context.query.member_id ?? context.caller.user_ref),
  );
  router.handle(endpoints.setWorkSchedule, context =>
    schedules.set(
      context,
      context.query.member_id ?? context.caller.user_ref,
      context.body,
      context.precondition,
    ),
  );
}
