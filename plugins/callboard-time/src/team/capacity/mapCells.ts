import type {
  CapacityBand,
  MemberCapacity,
} from '@callboard/plugin-callboard-common';
import { addDays, DAYS_PER_WEEK, getWeekStart } from '../../data/dates';

type Day = MemberCapacity['days'][number];

/** The maximum number of days shown as columns; longer ranges are shown by week. */
const MAX_DAYS = 45;

/** A column of the map: a day, or a week named by its first day. */
export interface MapColumn {
  date: string;
  isWeek: boolean;
}

/** The last day of a column. */
export const getLastDay = ({ date, isWeek }: MapColumn) =>
  isWeek ? addDays(date, DAYS_PER_WEEK - 1) : date;

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

/**
 * The band of a share of logged time: `off` if no time is expected or logged, and `open` while the
 * missing time can still be logged.
 */
export type Band = CapacityBand | 'off' | 'open';

/** The shares of the expected time below which a time is `under`, and above which it is `over`. */
const MIN_RATIO = 0.9;
const MAX_RATIO = 1.1;

/**
 * Classifies logged time against expected time.
 *
 * @param due - the expected minutes of past days; all by default
 */
export function getTimeBand(
  expected: number,
  logged: number,
  due: number = expected,
): Band {
  if (expected === 0) {
    return logged > 0 ? 'over' : 'off';
  }
  const ratio = logged / expected;
  if (ratio < MIN_RATIO) {
    // The rest is not due yet.
    return logged / due < MIN_RATIO ? 'under' : 'open';
  }
  return ratio > MAX_RATIO ? 'over' : 'on';
}

/** The symbol and colour of each band, legible in light and dark themes. */
export const bandStyles: Readonly<
  Record<Band, { symbol: string; color: string }>
> = {
  under: { symbol: '▽', color: 'warning.main' },
  on: { symbol: '●', color: 'success.main' },
  over: { symbol: '▲', color: 'error.main' },
  open: { symbol: '○', color: 'text.secondary' },
  off: { symbol: '·', color: 'text.disabled' },
};
