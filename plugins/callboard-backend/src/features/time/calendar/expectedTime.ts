import { timeSettings } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, keyBy, max, min, sumBy, uniq } from 'lodash';
import { WorkspaceRow } from '../../../access/Caller';
import { inListSql } from '../../../database/bulk';
import { readJson } from '../../../database/dialect';
import { addDays, countDaysInRange, getWeekday } from '../../../database/zones';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { SettingValues } from '../../../core/Settings';

export type TimeSettingValues = SettingValues<typeof timeSettings>;

/** A range of dates, both ends included. */
export interface DayRange {
  /** `YYYY-MM-DD` */
  from: string;
  to: string;
}

interface ExpectedDay {
  date: string;
  minutes: number;
}

/** Computes the expected minutes per day of each person, oldest first, in five queries. */
export async function computeExpectedDays(
  knex: Knex,
  workspace: WorkspaceRow,
  user_refs: readonly string[],
  range: DayRange,
): Promise<(user_ref: string) => ExpectedDay[]> {
  const getWorkingTime = await readWorkingTimes(
    knex,
    workspace,
    user_refs,
    range,
  );
  const dates = toDates(range);
  return user_ref => {
    const time = getWorkingTime(user_ref);
    return dates.map(date => ({
      date,
      minutes: computeExpectedMinutes(time, date),
    }));
  };
}

/** Computes the expected minutes of each span, in at most five queries. */
export async function sumExpectedMinutes(
  knex: Knex,
  workspace: WorkspaceRow,
  spans: ReadonlyArray<DayRange & { user_ref: string }>,
): Promise<number[]> {
  if (spans.length === 0) {
    return [];
  }
  const getWorkingTime = await readWorkingTimes(
    knex,
    workspace,
    uniq(spans.map(({ user_ref }) => user_ref)),
    {
      from: min(spans.map(({ from }) => from))!,
      to: max(spans.map(({ to }) => to))!,
    },
  );
  return spans.map(({ user_ref, ...range }) => {
    const time = getWorkingTime(user_ref);
    return sumBy(toDates(range), date => computeExpectedMinutes(time, date));
  });
}

/** Reads the working hours and absences of people in a date range, in five queries. */
export async function readWorkingTimes(
  knex: Knex,
  workspace: WorkspaceRow,
  user_refs: readonly string[],
  { from, to }: DayRange,
): Promise<(user_ref: string) => WorkingTime> {
  const workspace_id = workspace.id;
  const inUserRefsSql = (column: string) =>
    inListSql(knex, column, user_refs, 'text');
  const holidays: any[] = await knex('holidays')
    .select('date')
    .min({ minutes: 'minutes' })
    .where({ workspace_id })
    .whereBetween('date', [from, to])
    .whereNull('deleted_at')
    .groupBy('date');
  const timeOff: any[] = await knex('time_off')
    .select('member_id', 'date_from', 'date_to', 'minutes_per_day', 'kind')
    .where({ workspace_id })
    .whereRaw(...inUserRefsSql('member_id'))
    .where('date_to', '>=', from)
    .where('date_from', '<=', to)
    .whereNull('deleted_at')
    .orderBy('id', 'desc');
  const schedules: any[] = await knex('time_people')
    .select('user_ref', 'minutes_per_weekday')
    .where({ workspace_id })
    .whereRaw(...inUserRefsSql('user_ref'))
    .whereNotNull('minutes_per_weekday');
  const pastSchedules: any[] = await knex('past_work_schedules')
    .select('user_ref', 'last_day', 'minutes_per_weekday')
    .where({ workspace_id })
    .whereRaw(...inUserRefsSql('user_ref'))
    .where('last_day', '>=', from)
    .orderBy('last_day');
  const staff: any[] = await knex('staff')
    .select('user_ref', 'date_of_joining', 'date_of_leaving')
    .where({ workspace_id })
    .whereRaw(...inUserRefsSql('user_ref'))
    .whereNull('deleted_at');
  const defaultWeekdays = getWeekdayMinutes(
    workspaceSettings.parseValues(workspace.settings),
  );
  const timeOffByPerson = groupBy(timeOff, 'member_id');
  const readWeekdays = (row: any): readonly number[] =>
    row?.minutes_per_weekday
      ? readJson<number[]>(row.minutes_per_weekday)
      : defaultWeekdays;
  const pastSchedulesByPerson = groupBy(pastSchedules, 'user_ref');
  const schedulesByPerson = keyBy(schedules, 'user_ref');
  const staffByPerson = keyBy(staff, 'user_ref');
  const holidayMinutes = new Map(
    holidays.map(({ date, minutes }) => [date, Number(minutes)]),
  );
  return user_ref => {
    const person = staffByPerson[user_ref];
    return {
      minutes_per_weekday: readWeekdays(schedulesByPerson[user_ref]),
      pastSchedules: (pastSchedulesByPerson[user_ref] ?? []).map(row => ({
        last_day: row.last_day,
        minutes_per_weekday: readWeekdays(row),
      })),
      holidays: holidayMinutes,
      timeOff: timeOffByPerson[user_ref] ?? [],
      firstDay: person?.date_of_joining ?? null,
      lastDay: person?.date_of_leaving ?? null,
    };
  };
}

export interface WorkingTime {
  /** The current schedule; Monday first. */
  minutes_per_weekday: readonly number[];
  /** The schedules that no longer apply, with their last days, oldest first. */
  pastSchedules: ReadonlyArray<{
    last_day: string;
    minutes_per_weekday: readonly number[];
  }>;
  /** The maximum expected minutes of each holiday, by date. */
  holidays: ReadonlyMap<string, number>;
  /** The person's time off, latest entered first. */
  timeOff: ReadonlyArray<{
    kind: string;
    date_from: string;
    date_to: string;
    /** Minutes off per day; null for the whole day. */
    minutes_per_day: number | null;
  }>;
  /** The first day on the staff, if known. */
  firstDay: string | null;
  /** The last day on the staff, if known. */
  lastDay: string | null;
}

/**
 * Computes the expected minutes of a day: the person's available minutes (see
 * `computeAvailableMinutes`) minus time off.
 */
export function computeExpectedMinutes(
  time: WorkingTime,
  date: string,
): number {
  const availableMinutes = computeAvailableMinutes(time, date);
  const off = time.timeOff
    .filter(({ date_from, date_to }) => date_from <= date && date <= date_to)
    .reduce(
      (sum, { minutes_per_day }) => sum + (minutes_per_day ?? availableMinutes),
      0,
    );
  return Math.max(0, availableMinutes - off);
}

/**
 * Computes the minutes that a person would work on a day without time off: the person's regular
 * minutes of the weekday, limited on a holiday to the holiday's minutes.
 */
export function computeAvailableMinutes(
  time: WorkingTime,
  date: string,
): number {
  const regularMinutes = getRegularMinutes(time, date);
  return Math.min(regularMinutes, time.holidays.get(date) ?? regularMinutes);
}

/**
 * Returns the minutes of the weekday in the schedule that applies on a day; 0 before the first and
 * after the last day on the staff.
 */
export function getRegularMinutes(time: WorkingTime, date: string): number {
  const { firstDay, lastDay, pastSchedules } = time;
  if ((firstDay && date < firstDay) || (lastDay && date > lastDay)) {
    return 0;
  }
  const { minutes_per_weekday } =
    pastSchedules.find(({ last_day }) => date <= last_day) ?? time;
  return minutes_per_weekday[getWeekday(date) - 1];
}

/** Returns the default working minutes of a workspace on each weekday, Monday first. */
export function getWeekdayMinutes({
  working_days,
  minutes_per_day,
}: TimeSettingValues): number[] {
  return [1, 2, 3, 4, 5, 6, 7].map(day =>
    working_days.includes(day) ? minutes_per_day : 0,
  );
}

export function toDates({ from, to }: DayRange): string[] {
  const length = Math.max(0, countDaysInRange(from, to));
  return Array.from({ length }, (_, index) => addDays(from, index));
}
