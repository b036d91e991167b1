import type {
  Timesheet,
  TimesheetCell,
  TimesheetRow,
  WorkItem,
  Worklog,
} from '@callboard/plugin-callboard-common';
import { addDays } from '../data/addDays';
import { datesBetween } from '../data/datesBetween';
import type { FakeTime } from './FakeTime';

/** The Monday of the week that a day is in. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

/** The week, or the month, of which a day is submitted. */
export function spanOf(
  { settings }: Pick<FakeTime, 'settings'>,
  date: string,
): { week_start: string; week_end: string } {
  if (settings.period === 'week') {
    const monday = mondayOf(date);
    return { week_start: monday, week_end: addDays(monday, 6) };
  }
  const [year, month] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0));
  return {
    week_start: `${date.slice(0, 7)}-01`,
    week_end: last.toISOString().slice(0, 10),
  };
}

function rowOf(item: WorkItem, entries: readonly Worklog[]): TimesheetRow {
  const row: TimesheetRow = {
    issue_id: item.id,
    identifier: item.identifier,
    issue_name: item.title,
    project_id: item.project_id,
    days: {},
    entries: {},
    total_minutes: 0,
  };
  for (const { logged_at, duration_minutes } of entries) {
    row.days[logged_at] = (row.days[logged_at] ?? 0) + duration_minutes;
    row.entries[logged_at] = (row.entries[logged_at] ?? 0) + 1;
    row.total_minutes += duration_minutes;
  }
  return row;
}

/** The week as its entries make it. */
export function sheetOf(server: FakeTime, date: string): Timesheet {
  const week_start = mondayOf(date);
  const week_end = addDays(week_start, 6);
  const dates = datesBetween(week_start, week_end);
  const entries = server.worklogs.filter(({ logged_at }) =>
    dates.includes(logged_at),
  );
  const sumOf = (day: string) =>
    entries
      .filter(({ logged_at }) => logged_at === day)
      .reduce((sum, { duration_minutes }) => sum + duration_minutes, 0);
  const expectedOf = (day: string, at: number) =>
    at > 4 || server.holidays.some(holiday => holiday.date === day) ? 0 : 480;
  const daily_totals = dates.map(day => [day, sumOf(day)] as const);
  const daily_expected = dates.map(
    (day, at) => [day, expectedOf(day, at)] as const,
  );
  const total = (days: ReadonlyArray<readonly [string, number]>) =>
    days.reduce((sum, [, minutes]) => sum + minutes, 0);
  const span = spanOf(server, date);
  const { status, id, version } = server.periodOf(span.week_start);
  const locked = dates.filter(day =>
    ['submitted', 'approved'].includes(
      server.periodOf(spanOf(server, day).week_start).status,
    ),
  );
  return {
    member_id: server.me.user_ref,
    week_start,
    week_end,
    period: { id, status, ...span, version },
    rows: server.items.flatMap(item => {
      const own = entries.filter(entry => entry.work_item_id === item.id);
      return own.length > 0 ? [rowOf(item, own)] : [];
    }),
    daily_totals: Object.fromEntries(daily_totals),
    daily_expected: Object.fromEntries(daily_expected),
    expected_minutes: total(daily_expected),
    grand_total_minutes: total(daily_totals),
    locked_days: [...locked, ...server.lockedDays],
    is_editable: true,
  };
}

/** What the server finds wrong with cells, by their fields. */
export function faultsOf(
  server: FakeTime,
  cells: readonly TimesheetCell[],
): { status: number; problems: Array<{ field: string; reason: string }> } {
  const problemsWhere = (
    isWrong: (cell: TimesheetCell) => boolean,
    reason: string,
  ) =>
    cells.flatMap((cell, at) =>
      isWrong(cell) ? [{ field: `body.cells[${at}].minutes`, reason }] : [],
    );
  const several = problemsWhere(
    cell => server.entriesIn(cell).length > 1,
    'has several entries',
  );
  const tooMuch = problemsWhere(
    ({ minutes }) => minutes > server.settings.max_minutes_per_day,
    'is more than a day can have',
  );
  return several.length > 0
    ? { status: 409, problems: several }
    : { status: 400, problems: tooMuch };
}
