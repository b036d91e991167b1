import type {
  Timesheet,
  WorkItem,
  Worklog,
} from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { listDates } from '../data/dates';
import type { FakeTime } from './FakeTime';

/** Returns the week or month that contains a day. */
export function getPeriodRange(date: string, unit: 'week' | 'month') {
  const day = DateTime.fromISO(date, { zone: 'utc' });
  return {
    week_start: day.startOf(unit).toISODate()!,
    week_end: day.endOf(unit).toISODate()!,
  };
}

const sumNumbers = (numbers: number[]) =>
  numbers.reduce((sum, one) => sum + one, 0);

const sumMinutes = (entries: readonly Worklog[]) =>
  sumNumbers(entries.map(({ duration_minutes }) => duration_minutes));

/** Creates the timesheet of the week that contains a day, as the API returns it. */
export function createTimesheet(server: FakeTime, date: string): Timesheet {
  const week = getPeriodRange(date, 'week');
  const dates = listDates(week.week_start, week.week_end);
  const entries = server.worklogs.filter(({ logged_at }) =>
    dates.includes(logged_at),
  );
  const mapDays = (days: string[], getNumber: (day: string) => number) =>
    Object.fromEntries(days.map(day => [day, getNumber(day)]));
  const toTimesheetRow = ({ id, identifier, title, project_id }: WorkItem) => {
    const own = entries.filter(({ work_item_id }) => work_item_id === id);
    const getEntriesOn = (day: string) =>
      own.filter(entry => entry.logged_at === day);
    const days = own.map(({ logged_at }) => logged_at);
    return {
      issue_id: id,
      identifier,
      issue_name: title,
      project_id,
      days: mapDays(days, day => sumMinutes(getEntriesOn(day))),
      entries: mapDays(days, day => getEntriesOn(day).length),
      total_minutes: sumMinutes(own),
    };
  };
  // The week begins on Monday.
  const isWeekend = (day: string) => dates.indexOf(day) >= 5;
  const isOff = (day: string) =>
    isWeekend(day) || server.holidays.some(one => one.date === day);
  const daily_expected = mapDays(dates, day => (isOff(day) ? 0 : 480));
  const { id, status, version } = server.getPeriod(date);
  return {
    member_id: server.me.user_ref,
    ...week,
    period: {
      id,
      status,
      version,
      ...getPeriodRange(date, server.settings.period),
    },
    rows: server.items.map(toTimesheetRow).filter(row => row.total_minutes > 0),
    daily_totals: mapDays(dates, day =>
      sumMinutes(entries.filter(entry => entry.logged_at === day)),
    ),
    daily_expected,
    expected_minutes: sumNumbers(Object.values(daily_expected)),
    grand_total_minutes: sumMinutes(entries),
    locked_days: dates.filter(
      day =>
        server.lockedDays.includes(day) ||
        ['submitted', 'approved'].includes(server.getPeriod(day).status),
    ),
    is_editable: true,
  };
}
