import {
  endpoints,
  timeSettings,
  TimeSettings,
  Workspace,
} from '@callboard/plugin-callboard-common';
import { pick } from 'lodash';
import { Core } from '../../../core/Core';
import {
  toWorkspaceResponse,
  workspaceSettings,
} from '../../../core/workspaces/WorkspaceService';
import { HolidayService } from './HolidayService';
import { TimeOffService } from './TimeOffService';
import { WorkSchedules } from './WorkSchedules';

const settingKeys = Object.keys(timeSettings) as Array<
  keyof typeof timeSettings
>;

/** Returns the time settings of a workspace as a separate resource. */
function toTimeSettingsResponse({
  settings,
  version,
  updated_at,
}: Workspace): TimeSettings {
  return { ...pick(settings, settingKeys), version, updated_at };
}

function bindTimeSettings({ router, workspaceService }: Core): void {
  router.handle(endpoints.getTimeSettings, async ({ workspace, role }) =>
    toTimeSettingsResponse(toWorkspaceResponse(workspace, role)),
  );
  router.handle(endpoints.updateTimeSettings, async context => {
    const { reminders, ...patch } = context.body;
    const updated = await workspaceService.update(
      context,
      context.workspace.slug,
      // Merges with the locked settings, because the settings in `context` may be outdated.
      stored => ({
        settings: {
          ...patch,
          reminders: reminders && {
            ...workspaceSettings.parseValues(stored).reminders,
            ...reminders,
          },
        },
      }),
      context.precondition,
    );
    return toTimeSettingsResponse(updated);
  });
}

export function addWorkCalendar(core: Core): void {
  const { router } = core;
  bindTimeSettings(core);

  const holidays = new HolidayService(core);
  router.handle(endpoints.listHolidays, context => holidays.list(context));
  router.handle(endpoints.createHoliday, context => holidays.create(context));
  router.handle(endpoints.deleteHoliday, context => holidays.delete(context));
  router.handle(endpoints.importHolidays, context => holidays.import(context));

  const timeOff = new TimeOffService(core);
  router.handle(endpoints.listTimeOff, context => timeOff.list(context));
  router.handle(endpoints.createTimeOff, context => timeOff.create(context));
  router.handle(endpoints.deleteTimeOff, context => timeOff.delete(context));

  const schedules = new WorkSchedules(core);
  router.handle(endpoints.getWorkSchedule, context => schedules.get(context));
  router.handle(endpoints.setWorkSchedule, context => schedules.set(context));
}
