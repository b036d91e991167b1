import type {
  Holiday,
  TimeOff,
  WorklogImportResult,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  type FakeHandlers,
  idOf,
  NOW,
  pageOfItems,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeTime } from './FakeTime';

/** Answers what admins settle about time, and the import of a file. */
export function answerAdmin(
  server: FakeTime,
  result?: WorklogImportResult,
): FakeHandlers {
  let off: TimeOff[] = [];
  const schedule = (member_id: string | null) => ({
    id: null,
    member_id: member_id ?? server.me.user_ref,
    workspace_minutes_per_weekday: [480, 480, 480, 480, 480, 0, 0],
    is_editable: true,
    ...server.schedule,
  });
  const newHoliday = (date: string, name: string): Holiday => ({
    id: idOf('holiday', server.holidays.length + 1),
    date,
    name,
    minutes: 0,
    created_at: NOW,
  });
  return {
    updateTimeSettings: call => {
      checkVersion(server.settings, call as never);
      Object.assign(server.settings, call.body, {
        version: server.settings.version + 1,
      });
      return server.settings;
    },
    createHoliday: ({ body }) => {
      const holiday = newHoliday(body.date, body.name);
      server.holidays.push(holiday);
      return holiday;
    },
    deleteHoliday: ({ params }) => {
      server.holidays = server.holidays.filter(({ id }) => id !== params.id);
    },
    importHolidays: ({ body }) => {
      server.holidays.push(newHoliday(`${body.year}-12-25`, 'Christmas Day'));
      return { created: 1, skipped: 2 };
    },
    getWorkSchedule: ({ query }) => schedule(query.get('member_id')),
    setWorkSchedule: call => {
      checkVersion(server.schedule, call as never);
      server.saveSchedule(call.body.minutes_per_weekday);
      return schedule(call.query.get('member_id'));
    },
    listTimeOff: () => pageOfItems(off),
    createTimeOff: ({ body }) => {
      const one: TimeOff = {
        id: idOf('period', off.length + 1),
        member_id: body.member_id ?? server.me.user_ref,
        display_name: 'Max Member',
        date_from: body.date_from,
        date_to: body.date_to,
        minutes_per_day: body.minutes_per_day ?? null,
        kind: body.kind,
        created_by: server.me.user_ref,
        created_at: NOW,
      };
      off = [...off, one];
      return one;
    },
    deleteTimeOff: ({ params }) => {
      off = off.filter(({ id }) => id !== params.id);
    },
    importWorklogs: () => result,
  };
}
