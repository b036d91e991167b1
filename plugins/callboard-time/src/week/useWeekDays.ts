import { endpoints, type Timesheet } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { listDates } from '../data/listDates';
import type { WeekDay } from './WeekDay';

const HOUR = 60 * 60_000;

/** The days of a week: expected time, and whether they are editable. */
export function useWeekDays(
  slug: string,
  timesheet: Pick<
    Timesheet,
    'week_start' | 'week_end' | 'daily_expected' | 'locked_days' | 'is_editable'
  >,
  today: string,
): WeekDay[] {
  const { week_start, week_end, daily_expected, locked_days, is_editable } =
    timesheet;
  const { data } = useCallboardQuery(
    endpoints.listHolidays,
    {
      params: { slug },
      query: { date_from: week_start, date_to: week_end },
    },
    { staleTime: HOUR },
  );
  return useMemo(() => {
    const names = new Map(data?.items.map(({ date, name }) => [date, name]));
    const locked = new Set(locked_days);
    return listDates(week_start, week_end).map(date => {
      const expected = daily_expected[date] ?? 0;
      return {
        date,
        isToday: date === today,
        isOff: expected === 0,
        isLocked: !is_editable || locked.has(date),
        expected,
        holiday: names.get(date),
      };
    });
  }, [
    week_start,
    week_end,
    daily_expected,
    locked_days,
    is_editable,
    data,
    today,
  ]);
}
