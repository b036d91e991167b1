import type { MemberCapacity } from '@callboard/plugin-callboard-common';
import { addDays } from '../../data/addDays';
import { getWeekStart } from '../../data/getWeekStart';

type Day = MemberCapacity['days'][number];

/** As many days as fit next to each other; longer ranges are shown by week. */
const MAX_DAYS = 45;

const WEEK = 7;

/** A column of the map: a day, or a week named by its first day. */
export interface MapColumn {
  date: string;
  isWeek: boolean;
}

/** The last day of a column. */
export const getLastDay = ({ date, isWeek }: MapColumn) =>
  isWeek ? addDays(date, WEEK - 1) : date;

/** Converts days to columns. */
export function toMapColumns(
  days: readonly Day[],
  weekStart: number = 1,
): MapColumn[] {
  if (days.length <= MAX_DAYS) {
    return days.map(({ date }) => ({ date, isWeek: false }));
  }
  const weeks = new Set(days.map(({ date }) => getWeekStart(date, weekStart)));
  return [...weeks].map(date => ({ date, isWeek: true }));
}

/** Converts a person's days to one cell per column, summed by week if needed. */
export function toColumnCells(
  days: readonly Day[],
  columns: readonly MapColumn[],
  weekStart: number = 1,
): Day[] {
  if (!columns[0]?.isWeek) {
    return [...days];
  }
  const sums = new Map<string, Day>(
    columns.map(({ date }) => [
      date,
      { date, expected_minutes: 0, logged_minutes: 0 },
    ]),
  );
  for (const { date, expected_minutes, logged_minutes } of days) {
    const sum = sums.get(getWeekStart(date, weekStart));
    if (sum) {
      sum.expected_minutes += expected_minutes;
      sum.logged_minutes += logged_minutes;
    }
  }
  return [...sums.values()];
}
